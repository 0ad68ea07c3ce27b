package dev.chaperone.ui.model.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.ui.model.inbox.InboxModel.Part;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is listed, in which order, and what is read. */
class InboxModelTest {
  private static final Decider GRACE = new Decider("grace", Decider.How.OPERATOR_SESSION);
  private final Inbox inbox = new Inbox();

  private Inbox sample() {
    return inbox
        .with(
            inbox.hold("slow", "b", Duration.ofMinutes(9), 5 * Inbox.GIB),
            inbox.hold("soon", "a", Duration.ofMinutes(1), Inbox.GIB),
            inbox.hold("unknown", "b", Duration.ofMinutes(5), -1),
            inbox.hold("later", "a", Duration.ofMinutes(7), 9 * Inbox.GIB))
        .attach();
  }

  @Test
  void whatExpiresFirstComesFirstWithinItsAgentsGroup() {
    sample();
    assertThat(inbox.ids()).containsExactly("a:2", "soon", "later", "b:2", "unknown", "slow");
    assertThat(inbox.model.waitingProperty().get()).isEqualTo(4);
    assertThat(inbox.selected()).isEqualTo("soon");
  }

  @Test
  void withoutGroupsTheOrderGoesOverAllAgentsAndUnknownSizesAreTheLargest() {
    sample();
    inbox.model.groupedProperty().set(false);
    assertThat(inbox.ids()).containsExactly("soon", "unknown", "later", "slow");
    inbox.model.orderProperty().set(InboxOrder.LARGEST);
    assertThat(inbox.ids()).containsExactly("unknown", "later", "slow", "soon");
    assertThat(inbox.selected()).isEqualTo("soon");
  }

  @Test
  void aNewRequestChangesNeitherWhatIsReadNorItsCard() {
    sample();
    inbox.model.select("later");
    HoldCard before = inbox.card();
    inbox.with(inbox.hold("urgent", "a", Duration.ofSeconds(20), Inbox.GIB)).live();
    assertThat(inbox.ids()).startsWith("a:3", "urgent");
    assertThat(inbox.selected()).isEqualTo("later");
    assertThat(inbox.card()).isEqualTo(before);
  }

  @Test
  void whatIsReadStaysInItsPlaceWhenAnotherConsoleDecidesIt() {
    sample();
    inbox.model.select("unknown");
    inbox.attached.fake.holds.step("unknown", "DENIED", GRACE, inbox.now(), "too much");
    inbox.live();
    assertThat(inbox.selected()).isEqualTo("unknown");
    assertThat(inbox.ids()).contains("unknown");
    assertThat(inbox.card().row().standing()).isEqualTo(Standing.DENIED);
    assertThat(inbox.model.waitingProperty().get()).isEqualTo(3);
    inbox.model.moveWaiting(1);
    assertThat(inbox.ids()).doesNotContain("unknown");
  }

  @Test
  void silenceIsCalledExpiredAndNotDenied() {
    sample();
    inbox.attached.fake.holds.expire("soon");
    inbox.live();
    inbox.model.partProperty().set(Part.DECIDED);
    assertThat(inbox.card().row().standing()).isEqualTo(Standing.EXPIRED);
    assertThat(Standing.EXPIRED.sentence()).doesNotContainIgnoringCase("denied");
    assertThat(Standing.of("WITHDRAWN").sentence()).contains("cancelled by the agent");
  }

  @Test
  void whatWasDecidedLastIsTheFirstOfTheDecided() {
    sample();
    inbox.attached.fake.holds.step("slow", "DENIED", GRACE, inbox.now().plusSeconds(1), "");
    inbox.attached.fake.holds.step("later", "DONE", GRACE, inbox.now().plusSeconds(2), "");
    inbox.live();
    inbox.model.partProperty().set(Part.DECIDED);
    assertThat(inbox.ids()).containsExactly("later", "slow");
    assertThat(inbox.selected()).isEqualTo("later");
    inbox.model.partProperty().set(Part.WAITING);
    assertThat(inbox.ids()).containsExactly("a:1", "soon", "b:1", "unknown");
  }

  @Test
  void theFilterHidesRowsButNeverTheCountNorWhatIsRead() {
    sample();
    inbox.model.select("slow");
    inbox.approvals.filter().textProperty().set("agent:a");
    assertThat(inbox.ids()).containsExactly("a:2", "soon", "later", "b:1", "slow");
    assertThat(inbox.model.matchingProperty().get()).isEqualTo(2);
    assertThat(inbox.model.waitingProperty().get()).isEqualTo(4);
    inbox.approvals.filter().textProperty().set("sql:unknown -agent:a kind:select status:waiting");
    assertThat(inbox.ids()).containsExactly("b:2", "unknown", "slow");
  }

  @Test
  void laterGoesToTheNextAndComesBackOnlyWhenAsked() {
    sample();
    inbox.model.later();
    assertThat(inbox.selected()).isEqualTo("later");
    inbox.model.later();
    inbox.model.later();
    inbox.model.later();
    assertThat(inbox.selected()).isEmpty();
    assertThat(inbox.model.waitingProperty().get()).isEqualTo(4);
    inbox.with(inbox.hold("new", "c", Duration.ofMinutes(15), 1)).live();
    assertThat(inbox.selected()).isEqualTo("new");
    inbox.model.select("soon");
    assertThat(inbox.selected()).isEqualTo("soon");
  }

  @Test
  void nextAndPreviousStopAtTheEnds() {
    sample();
    inbox.model.moveWaiting(-1);
    assertThat(inbox.selected()).isEqualTo("soon");
    for (int i = 0; i < 9; i++) {
      inbox.model.moveWaiting(1);
    }
    assertThat(inbox.selected()).isEqualTo("slow");
    inbox.model.move(-9);
    assertThat(inbox.selected()).isEqualTo("soon");
  }

  @Test
  void aListThatCannotBeReadSaysWhyAndComesBack() {
    sample();
    inbox.attached.fake.holds.fail("The store cannot be read.");
    inbox.live();
    assertThat(inbox.model.failureProperty().get()).isEqualTo("The store cannot be read.");
    assertThat(inbox.ids()).hasSize(6);
    inbox.attached.fake.holds.fail("");
    inbox.live();
    assertThat(inbox.model.failureProperty().get()).isEmpty();
  }

  @Test
  void aThousandRequestsAreReadOnceABurstAndOnlyOneAsACard() {
    IntStream.range(0, 1_000)
        .forEach(
            i ->
                inbox.with(
                    inbox.hold("h" + i, "agent-" + i % 7, Duration.ofSeconds(60 + i), Inbox.GIB)));
    inbox.attach();
    assertThat(inbox.model.waitingProperty().get()).isEqualTo(1_000);
    assertThat(inbox.model.rows()).hasSize(1_007);
    assertThat(inbox.selected()).isEqualTo("h0");
    int before = inbox.attached.fake.holds.listed();
    for (int i = 0; i < 20; i++) {
      inbox.attached.tape.add(
          "s",
          java.util.Optional.empty(),
          java.util.Optional.empty(),
          new dev.chaperone.recordings.frame.FrameBody.Hold(
              "h",
              "PENDING",
              "",
              dev.chaperone.recordings.frame.HoldStep.NOT_TOLD,
              java.util.Optional.empty()));
    }
    inbox.attached.live();
    assertThat(inbox.attached.fake.holds.listed()).isEqualTo(before + 1);
    inbox.model.move(10_000);
    assertThat(inbox.selected()).isEqualTo("h993");
  }
}
