package dev.chaperone.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.console.HoldDecision;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.ui.model.inbox.DecisionModel.Panel;
import dev.chaperone.ui.model.inbox.HoldRow;
import dev.chaperone.ui.model.inbox.InboxModel;
import dev.chaperone.ui.model.testing.SampleHold;
import dev.chaperone.ui.model.testing.SetClock;
import dev.chaperone.ui.testing.FakeConsole;
import dev.chaperone.ui.testing.Fx;
import dev.chaperone.ui.testing.Nodes;
import dev.chaperone.ui.testing.OpenWindow;
import dev.chaperone.ui.testing.SampleInbox;
import dev.chaperone.ui.testing.Samples;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** Deciding from the first held request to the last by keys alone, as a person does. */
class InboxKeyboardTest {
  private final FxRobot robot = new FxRobot();
  private final SetClock clock = new SetClock(Samples.NOW);
  private FakeConsole console;
  private OpenWindow window;

  @BeforeEach
  void open() {
    console = new FakeConsole(clock, Samples.all());
    SampleInbox.fill(console.holds, clock.instant());
    window = OpenWindow.show(console, clock);
    Fx.until(() -> inbox().waitingProperty().get() == 40);
    chord(KeyCode.ALT, KeyCode.DIGIT5);
    Fx.until(() -> window.window().page() == Page.INBOX);
    cardIsThere();
  }

  @AfterEach
  void close() {
    window.close();
  }

  private InboxModel inbox() {
    return window.model().approvals().inbox();
  }

  private String selected() {
    return Fx.call(() -> inbox().selectedProperty().get().map(HoldRow::id).orElse(""));
  }

  private Panel panel() {
    return Fx.call(() -> window.model().approvals().decision().panelProperty().get());
  }

  private void chord(KeyCode modifier, KeyCode key) {
    robot.press(modifier).type(key).release(modifier);
  }

  private void ctrlShift(KeyCode key) {
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(key).release(KeyCode.SHIFT, KeyCode.CONTROL);
  }

  private void cardIsThere() {
    Fx.until(() -> window.model().approvals().card().cardProperty().get().orElseThrow().complete());
    guardPasses();
  }

  private void guardPasses() {
    clock.advance(Duration.ofMillis(450));
  }

  private HoldDecision decided(int n) {
    Fx.until(() -> console.holds.decisions().size() == n);
    return console.holds.decisions().getLast();
  }

  private Node find(String query) {
    return Fx.call(() -> window.root().lookup(query));
  }

  private boolean says(String text) {
    return Fx.call(
        () ->
            Nodes.seen(window.root(), Label.class).stream()
                .anyMatch(label -> label.getText().contains(text)));
  }

  @Test
  void plainKeysDecideNothingWhereverTheFocusIs() {
    for (String id : List.of("#approve", "#deny", "#inbox-list")) {
      Fx.run(() -> window.root().lookup(id).requestFocus());
      robot.type(KeyCode.ENTER).type(KeyCode.SPACE).type(KeyCode.Y).type(KeyCode.BACK_SPACE);
    }
    Fx.run(() -> {});
    assertThat(console.holds.decisions()).isEmpty();
  }

  @Test
  void oneAfterTheOtherIsDecidedByChords() {
    String first = selected();
    chord(KeyCode.CONTROL, KeyCode.ENTER);
    assertThat(decided(1)).isEqualTo(new HoldDecision.Approve(first, "", -1));
    Fx.until(() -> !selected().equals(first));
    assertThat(says("Approved once")).isTrue();
    cardIsThere();
    String second = selected();
    chord(KeyCode.CONTROL, KeyCode.BACK_SPACE);
    assertThat(decided(2)).isEqualTo(new HoldDecision.Deny(second, ""));
    Fx.until(() -> !selected().equals(second));
    assertThat(Fx.call(() -> inbox().waitingProperty().get())).isEqualTo(38);
  }

  @Test
  void aBurstOfKeysAfterADecisionDecidesNothingElse() {
    chord(KeyCode.CONTROL, KeyCode.ENTER);
    decided(1);
    Fx.until(() -> inbox().waitingProperty().get() == 39);
    for (int i = 0; i < 5; i++) {
      chord(KeyCode.CONTROL, KeyCode.ENTER);
      clock.advance(Duration.ofMillis(300));
    }
    Fx.run(() -> {});
    assertThat(console.holds.decisions()).hasSize(1);
  }

  @Test
  void denyingWithAReasonIsWrittenAndSentByKeys() {
    String held = selected();
    ctrlShift(KeyCode.BACK_SPACE);
    Fx.until(() -> panel() == Panel.REASON);
    Fx.until(() -> find("#deny-reason").isFocused());
    robot.write("use the view");
    guardPasses();
    chord(KeyCode.CONTROL, KeyCode.ENTER);
    assertThat(decided(1)).isEqualTo(new HoldDecision.Deny(held, "use the view"));
    Fx.until(() -> find("#inbox-list").isFocused());
  }

  @Test
  void likeThisAsksHowOftenAndSaysWhatItLetsThrough() {
    Fx.run(() -> inbox().select(SampleInbox.LARGE));
    cardIsThere();
    ctrlShift(KeyCode.ENTER);
    Fx.until(() -> find("#grant-count").isFocused());
    chord(KeyCode.CONTROL, KeyCode.A);
    robot.write("2");
    assertThat(says("may run 2 more of this shape")).isTrue();
    guardPasses();
    chord(KeyCode.CONTROL, KeyCode.ENTER);
    assertThat(decided(1))
        .isInstanceOfSatisfying(
            HoldDecision.ApproveLike.class,
            like -> {
              assertThat(like.id()).isEqualTo(SampleInbox.LARGE);
              assertThat(like.count()).isEqualTo(2);
            });
  }

  @Test
  void theEditedTextIsComparedAndSent() {
    Fx.run(() -> inbox().select(SampleInbox.LARGE));
    cardIsThere();
    chord(KeyCode.CONTROL, KeyCode.E);
    Fx.until(() -> panel() == Panel.EDIT);
    chord(KeyCode.CONTROL, KeyCode.A);
    robot.write("SELECT 1");
    Fx.until(
        () -> window.model().approvals().decision().edit().textProperty().get().equals("SELECT 1"));
    Fx.until(() -> says("3 lines differ"));
    guardPasses();
    chord(KeyCode.CONTROL, KeyCode.ENTER);
    assertThat(decided(1))
        .isEqualTo(new HoldDecision.EditAndApprove(SampleInbox.LARGE, "SELECT 1", "", -1));
  }

  @Test
  void escapeClosesAPanelThenLeavesTheRequestForLater() {
    String first = selected();
    ctrlShift(KeyCode.BACK_SPACE);
    Fx.until(() -> panel() == Panel.REASON);
    robot.type(KeyCode.ESCAPE);
    Fx.until(() -> panel() == Panel.NONE);
    assertThat(selected()).isEqualTo(first);
    robot.type(KeyCode.ESCAPE);
    Fx.until(() -> !selected().equals(first));
    assertThat(console.holds.decisions()).isEmpty();
    chord(KeyCode.CONTROL, KeyCode.COMMA);
    Fx.until(() -> selected().equals(first));
    chord(KeyCode.CONTROL, KeyCode.PERIOD);
    Fx.until(() -> !selected().equals(first));
  }

  @Test
  void theArrowsAndJAndKMoveInTheListAndSkipTheHeads() {
    String first = selected();
    robot.type(KeyCode.J);
    Fx.until(() -> !selected().equals(first));
    robot.type(KeyCode.K);
    Fx.until(() -> selected().equals(first));
    robot.type(KeyCode.END);
    Fx.until(() -> inbox().selectedIndex() == inbox().rows().size() - 1);
    robot.type(KeyCode.HOME);
    Fx.until(() -> selected().equals(first));
  }

  @Test
  void aNewRequestTakesNeitherFocusNorCard() {
    Fx.run(() -> window.root().lookup("#cap").requestFocus());
    String read = selected();
    console.holds.add(
        SampleHold.of(
            "urgent",
            "report-writer",
            "SELECT 2",
            1,
            clock.instant(),
            clock.instant().plusSeconds(5)));
    Fx.run(() -> inbox().refresh());
    Fx.until(() -> inbox().waitingProperty().get() == 41);
    assertThat(selected()).isEqualTo(read);
    assertThat(find("#cap").isFocused()).isTrue();
  }

  @Test
  void whatAnotherConsoleDecidedIsToldOnTheCard() {
    Fx.run(() -> inbox().select(SampleInbox.LARGE));
    cardIsThere();
    console.holds.step(
        SampleInbox.LARGE,
        "DENIED",
        new Decider("grace", Decider.How.OPERATOR_SESSION),
        clock.instant(),
        "too much");
    chord(KeyCode.CONTROL, KeyCode.ENTER);
    Fx.until(() -> says("Too late"));
    Fx.until(() -> says("This request was denied by grace, at 14:32"));
    assertThat(console.holds.decisions()).isEmpty();
    assertThat(Fx.call(() -> Nodes.seen(window.root(), Button.class)))
        .noneMatch(button -> "approve".equals(button.getId()));
  }

  @Test
  void fromAnotherPageTheChordsShowTheInboxAndDecideNothing() {
    chord(KeyCode.ALT, KeyCode.DIGIT1);
    Fx.until(() -> window.window().page() == Page.SESSIONS);
    chord(KeyCode.CONTROL, KeyCode.ENTER);
    chord(KeyCode.CONTROL, KeyCode.BACK_SPACE);
    Fx.run(() -> {});
    assertThat(window.window().page()).isEqualTo(Page.SESSIONS);
    chord(KeyCode.CONTROL, KeyCode.PERIOD);
    Fx.until(() -> window.window().page() == Page.INBOX);
    guardPasses();
    assertThat(console.holds.decisions()).isEmpty();
  }

  @Test
  void badgeStatusBarAndTitleTellHowManyWait() {
    assertThat(says("40")).isTrue();
    assertThat(Fx.call(() -> window.window().titleProperty().get()))
        .isEqualTo("(40) Inbox – Chaperone");
    assertThat(Fx.call(() -> find("#page-inbox").getAccessibleText()))
        .isEqualTo("Inbox, 40 requests wait");
  }
}
