package dev.chaperone.ui.model.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.console.HoldDecision;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.ui.model.inbox.DecisionModel.Panel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deciding: only what is in sight, never by accident, and never in silence. */
class DecisionModelTest {
  private static final Decider GRACE = new Decider("grace", Decider.How.OPERATOR_SESSION);
  private final Inbox inbox = new Inbox();

  @BeforeEach
  void threeWait() {
    inbox
        .with(
            inbox.hold("h1", "a", Duration.ofMinutes(1), 10 * Inbox.GIB),
            inbox.hold("h2", "a", Duration.ofMinutes(2), -1),
            inbox.hold("h3", "b", Duration.ofMinutes(3), Inbox.GIB).shaped(""))
        .attach();
    inbox.guardPasses();
  }

  private List<HoldDecision> decisions() {
    return inbox.attached.fake.holds.decisions();
  }

  private String problem() {
    return inbox.decision.problemProperty().get();
  }

  @Test
  void approvingGoesToTheNextAndSaysWhatHappened() {
    inbox.decision.approve();
    assertThat(decisions()).containsExactly(new HoldDecision.Approve("h1", "", -1));
    assertThat(inbox.selected()).isEqualTo("h2");
    assertThat(inbox.decision.noticeProperty().get().orElseThrow().text())
        .isEqualTo("Approved once: the request of a runs now.");
    assertThat(inbox.model.waitingProperty().get()).isEqualTo(2);
  }

  @Test
  void nothingCountsInTheMomentAfterACardAppearsOrWhileKeysFlow() {
    inbox.decision.approve();
    inbox.decision.deny();
    inbox.attached.clock.advance(KeyGuard.QUIET.minusMillis(1));
    inbox.decision.deny();
    inbox.attached.clock.advance(KeyGuard.QUIET.minusMillis(1));
    inbox.decision.keyPressed();
    inbox.attached.clock.advance(KeyGuard.QUIET.minusMillis(1));
    inbox.decision.deny();
    assertThat(decisions()).hasSize(1);
    inbox.guardPasses();
    inbox.decision.deny();
    assertThat(decisions()).hasSize(2).last().isEqualTo(new HoldDecision.Deny("h2", ""));
  }

  @Test
  void thePageComingIntoSightBeginsTheMomentAnew() {
    inbox.decision.shown();
    inbox.decision.approve();
    assertThat(decisions()).isEmpty();
  }

  @Test
  void aPanelThatOpensOrClosesBeginsItAnewForTheKeyMeansSomethingElseThen() {
    inbox.decision.open(Panel.REASON);
    inbox.decision.reasonProperty().set("no");
    inbox.decision.approve();
    assertThat(decisions()).isEmpty();
    inbox.guardPasses();
    inbox.decision.later();
    assertThat(inbox.decision.panelProperty().get()).isEqualTo(Panel.NONE);
    assertThat(inbox.selected()).isEqualTo("h1");
    inbox.decision.approve();
    assertThat(decisions()).isEmpty();
  }

  @Test
  void aDecisionThatComesTooLateSaysByWhomAndHowAndStays() {
    inbox.attached.fake.holds.step("h1", "DENIED", GRACE, inbox.now(), "use the view");
    inbox.decision.approve();
    assertThat(decisions()).isEmpty();
    assertThat(problem()).contains("Too late", "was denied", "by grace", "use the view");
    assertThat(inbox.selected()).isEqualTo("h1");
    assertThat(inbox.card().row().standing()).isEqualTo(Standing.DENIED);
    inbox.guardPasses();
    inbox.decision.approve();
    assertThat(decisions()).isEmpty();
  }

  @Test
  void anExpiredOneIsCalledExpired() {
    inbox.attached.fake.holds.expire("h1");
    inbox.decision.approve();
    assertThat(problem()).contains("expired: nobody decided in time").doesNotContain("denied");
  }

  @Test
  void aFailureStaysOnTheCardAndNothingIsTakenForDone() {
    inbox.attached.fake.holds.fail("no gateway runs on this data folder");
    inbox.decision.approve();
    assertThat(problem()).contains("no gateway runs");
    assertThat(inbox.selected()).isEqualTo("h1");
    assertThat(inbox.decision.busyProperty().get()).isFalse();
    assertThat(inbox.model.waitingProperty().get()).isEqualTo(3);
  }

  @Test
  void whatCouldNotBeShownCanBeDeniedButNotApproved() {
    Inbox other = new Inbox();
    other.with(other.hold("x", "a", Duration.ofMinutes(1), 1));
    other.attach();
    other.attached.fake.holds.fail("gone");
    other.with(other.hold("y", "a", Duration.ofMinutes(2), 1));
    other.attached.fake.holds.fail("");
    other.live();
    other.attached.fake.holds.fail("gone");
    other.model.select("y");
    assertThat(other.card().failure()).isEqualTo("gone");
    other.attached.fake.holds.fail("");
    other.guardPasses();
    other.decision.approve();
    assertThat(other.attached.fake.holds.decisions()).isEmpty();
    assertThat(other.decision.problemProperty().get()).contains("cannot be approved");
    other.guardPasses();
    other.decision.deny();
    assertThat(other.attached.fake.holds.decisions())
        .containsExactly(new HoldDecision.Deny("y", ""));
  }

  @Test
  void whereTheBytesAreUnknownACapHasToBeNamed() {
    inbox.model.select("h2");
    inbox.guardPasses();
    inbox.decision.approve();
    assertThat(problem()).contains("name a cap first");
    inbox.decision.capProperty().set("much");
    inbox.decision.approve();
    assertThat(problem()).contains("no size");
    inbox.decision.capProperty().set("2 GiB");
    inbox.decision.approve();
    assertThat(decisions()).containsExactly(new HoldDecision.Approve("h2", "", 2 * Inbox.GIB));
  }

  @Test
  void aCapNamedForOneCardIsNotTakenToTheNext() {
    inbox.decision.capProperty().set("1 GiB");
    inbox.decision.reasonProperty().set("because");
    inbox.model.select("h3");
    assertThat(inbox.decision.capProperty().get()).isEmpty();
    assertThat(inbox.decision.reasonProperty().get()).isEmpty();
  }

  @Test
  void denyingWithAReasonNeedsOneAndTellsItWordForWord() {
    inbox.decision.open(Panel.REASON);
    inbox.guardPasses();
    inbox.decision.approve();
    assertThat(problem()).contains("Write why");
    inbox.decision.reasonProperty().set(" use the daily view ");
    inbox.decision.approve();
    assertThat(decisions()).containsExactly(new HoldDecision.Deny("h1", "use the daily view"));
    assertThat(inbox.decision.noticeProperty().get().orElseThrow().text())
        .contains("does not run; the agent is told: use the daily view");
    assertThat(inbox.decision.panelProperty().get()).isEqualTo(Panel.NONE);
  }

  @Test
  void aGrantSaysInWordsWhatItLetsThroughBeforeItIsMade() {
    inbox.decision.open(Panel.LIKE);
    GrantDraft draft = inbox.decision.grant();
    assertThat(draft.scopeProperty().get())
        .contains("For 8 hours", "a may run 5 more", "on demo.shop.events only", "11.0 GiB each")
        .contains("A rule that denies still denies");
    draft.countProperty().set("0");
    assertThat(draft.problemProperty().get()).contains("How often");
    inbox.guardPasses();
    inbox.decision.approve();
    assertThat(decisions()).isEmpty();
    draft.countProperty().set("3");
    draft.lifetimeProperty().set("2 d");
    draft.bytesProperty().set("12 GiB");
    inbox.decision.approve();
    assertThat(decisions())
        .containsExactly(
            new HoldDecision.ApproveLike("h1", "", -1, 3, Duration.ofDays(2), 12 * Inbox.GIB));
    inbox.approvals.grants().refresh();
    assertThat(inbox.approvals.grants().inForceProperty().get()).isEqualTo(1);
  }

  @Test
  void nothingIsGrantedForWhatWasNotUnderstood() {
    inbox.model.select("h3");
    inbox.decision.open(Panel.LIKE);
    assertThat(inbox.decision.panelProperty().get()).isEqualTo(Panel.NONE);
    assertThat(problem()).contains("approve it once");
  }

  @Test
  void anEditRunsTheEditedTextAndOnlyIfItIsAnother() {
    inbox.decision.open(Panel.EDIT);
    assertThat(inbox.decision.edit().original()).isEqualTo("SELECT h1 FROM t");
    inbox.guardPasses();
    inbox.decision.approve();
    assertThat(problem()).contains("as it was");
    inbox.decision.edit().textProperty().set("SELECT 1\nFROM t");
    assertThat(LineDiff.changes(inbox.decision.edit().diffProperty().get())).isEqualTo(2);
    inbox.decision.approve();
    assertThat(decisions())
        .containsExactly(new HoldDecision.EditAndApprove("h1", "SELECT 1\nFROM t", "", -1));
    assertThat(inbox.decision.noticeProperty().get().orElseThrow().text())
        .contains("the edited statement runs");
  }

  @Test
  void aCallWithoutSqlIsNeitherEditedNorCapped() {
    inbox
        .with(
            dev.chaperone.ui.model.testing.SampleHold.of(
                "call", "c", "", -1, inbox.now(), inbox.now().plusSeconds(9)))
        .live();
    inbox.model.select("call");
    inbox.decision.open(Panel.EDIT);
    assertThat(problem()).contains("Only a query can be edited");
    inbox.guardPasses();
    inbox.decision.approve();
    assertThat(decisions()).containsExactly(new HoldDecision.Approve("call", "", -1));
  }

  @Test
  void thereIsNoWayToDecideAllAtOnce() {
    assertThat(Stream.of(HoldDecision.class.getPermittedSubclasses()))
        .allSatisfy(c -> assertThat(c.getRecordComponents()[0].getType()).isEqualTo(String.class));
    inbox.decision.approve();
    inbox.decision.approve();
    inbox.decision.approve();
    assertThat(decisions()).hasSize(1);
  }
}
