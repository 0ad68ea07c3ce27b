package dev.chaperone.ui.model.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.console.PolicyStatus;
import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.ui.model.testing.Tape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantsAndPolicyTest {
  private final Inbox inbox = new Inbox();
  private final GrantsModel grants = inbox.approvals.grants();
  private final PolicyModel policy = inbox.approvals.policy();

  private GrantSummary grant(String id, long left, Duration lifetime, boolean revoked) {
    return new GrantSummary(
        id,
        Tape.identity("a"),
        "shape",
        List.of("demo.shop.t"),
        10,
        5,
        left,
        inbox.now(),
        inbox.now().plus(lifetime),
        revoked,
        "h",
        new Decider("grace", Decider.How.OPERATOR_SESSION),
        "");
  }

  private static PolicyStatus waiting(String sha256, List<String> problems) {
    return new PolicyStatus(
        "policy.yaml", "old", "", Instant.EPOCH, problems, sha256, List.of("rule x is gone"));
  }

  @Test
  void grantsInForceComeFirstAndTimeAloneEndsThem() {
    inbox.attached.fake.holds.grant(grant("used", 0, Duration.ofHours(1), false));
    inbox.attached.fake.holds.grant(grant("live", 2, Duration.ofHours(1), false));
    inbox.attached.fake.holds.grant(grant("revoked", 2, Duration.ofHours(1), true));
    inbox.attach();
    assertThat(grants.rows())
        .extracting(GrantRow::state)
        .containsExactly(GrantRow.State.IN_FORCE, GrantRow.State.REVOKED, GrantRow.State.USED_UP);
    inbox.attached.clock.advance(Duration.ofHours(2));
    inbox.live();
    assertThat(grants.inForceProperty().get()).isZero();
  }

  @Test
  void aRevokedGrantIsOutOfForceAtOnceAndAnUnknownOneSaysSo() {
    inbox.attached.fake.holds.grant(grant("live", 2, Duration.ofHours(1), false));
    inbox.attach();
    grants.revoke("live");
    assertThat(grants.rows().getFirst().state()).isEqualTo(GrantRow.State.REVOKED);
    grants.revoke("none");
    assertThat(grants.failureProperty().get()).isEqualTo("There is no grant none.");
    assertThat(grants.busyProperty().get()).isFalse();
  }

  @Test
  void aPolicyThatPermitsMoreIsPutIntoForceOnlyAsItWasShown() {
    inbox.attached.fake.policy = Optional.of(waiting("new", List.of()));
    inbox.attach();
    assertThat(policy.statusProperty().get().orElseThrow().loosenings())
        .containsExactly("rule x is gone");
    policy.confirm("another");
    assertThat(policy.failureProperty().get()).contains("no policy of that digest waits");
    policy.confirm("new");
    assertThat(policy.failureProperty().get()).isEmpty();
    assertThat(policy.statusProperty().get().orElseThrow().waiting()).isEmpty();
    assertThat(policy.statusProperty().get().orElseThrow().sha256()).isEqualTo("new");
  }

  @Test
  void aBrokenFileIsNoticedThoughNothingIsRecordedOfIt() {
    inbox.attached.fake.policy = Optional.of(waiting("", List.of()));
    inbox.attach();
    inbox.attached.fake.policy = Optional.of(waiting("", List.of("line 3, column 5: no such key")));
    inbox.attached.clock.advance(Duration.ofSeconds(11));
    inbox.attached.live();
    assertThat(policy.statusProperty().get().orElseThrow().problems()).hasSize(1);
  }

  @Test
  void withoutAPolicyThereIsNone() {
    inbox.attach();
    assertThat(policy.statusProperty().get()).isEmpty();
  }
}
