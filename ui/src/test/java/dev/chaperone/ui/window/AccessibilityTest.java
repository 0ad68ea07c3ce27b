package dev.chaperone.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.grid.DataGrid;
import dev.chaperone.ui.model.agents.ConnectModel.Progress;
import dev.chaperone.ui.model.inbox.DecisionModel;
import dev.chaperone.ui.model.inbox.DecisionModel.Panel;
import dev.chaperone.ui.model.inbox.InboxModel;
import dev.chaperone.ui.model.inbox.LineDiff;
import dev.chaperone.ui.model.inspect.InspectorModel.Tab;
import dev.chaperone.ui.model.settings.ThemeModel.Choice;
import dev.chaperone.ui.model.tags.TagsModel.Part;
import dev.chaperone.ui.rows.RowList;
import dev.chaperone.ui.testing.Contrast;
import dev.chaperone.ui.testing.FakeConsole;
import dev.chaperone.ui.testing.Fx;
import dev.chaperone.ui.testing.Nodes;
import dev.chaperone.ui.testing.OpenWindow;
import dev.chaperone.ui.testing.SampleInbox;
import dev.chaperone.ui.testing.SampleSession;
import dev.chaperone.ui.testing.SampleTags;
import dev.chaperone.ui.testing.Samples;
import dev.chaperone.ui.theme.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.javafx.FontIcon;

/** Names for screen readers, and text that can be read, on every page and tab. */
class AccessibilityTest {
  private static final double TEXT = 4.5;
  private static final double SIGN = 3;

  private OpenWindow window;

  @BeforeEach
  void open() {
    List<SampleSession> samples = new ArrayList<>(Samples.all());
    samples.add(SampleTags.olderSession());
    FakeConsole console = new FakeConsole(Samples.CLOCK, samples);
    console.tags.set(SampleTags.OVERVIEW);
    SampleInbox.fill(console.holds, Samples.NOW);
    console.policy = SampleInbox.waitingPolicy(Samples.NOW);
    window = OpenWindow.show(console);
    Fx.until(() -> window.model().session().exchanges().size() == 25);
    Fx.until(() -> window.model().approvals().inbox().waitingProperty().get() == 40);
    Fx.until(() -> window.model().approvals().policy().statusProperty().get().isPresent());
  }

  @AfterEach
  void close() {
    window.close();
  }

  /** Calls back on each of the window's places. */
  private void everywhere(Runnable look) {
    Fx.run(() -> window.model().session().selectExchange(8));
    Fx.until(() -> window.model().inspector().inspectionProperty().get().complete());
    for (Tab tab : Tab.values()) {
      at(() -> window.model().inspector().tabProperty().set(tab), look);
    }
    at(() -> window.window().perform("show-frames"), look);
    at(() -> window.model().filter().textProperty().set("no-such-word"), look);
    at(() -> window.window().perform("palette"), look);
    at(() -> window.window().perform("help"), look);
    at(() -> window.window().show(Page.AGENTS), look);
    Fx.run(
        () -> {
          window.model().agents().nameProperty().set("reader");
          window.model().agents().create(() -> {});
        });
    Fx.until(() -> window.model().agents().rows().size() == 1);
    at(() -> window.model().connect().agentProperty().set("reader"), look);
    inbox(look);
    masking(look);
    at(() -> window.window().askRevoke("reader"), look);
  }

  /** The card of what is expensive, of what is unknown and of what is over; each panel; grants. */
  private void inbox(Runnable look) {
    InboxModel inbox = window.model().approvals().inbox();
    DecisionModel decision = window.model().approvals().decision();
    at(() -> window.window().show(Page.INBOX), look);
    for (String hold : List.of("hold-4", SampleInbox.LARGE)) {
      Fx.run(() -> inbox.select(hold));
      Fx.until(
          () -> window.model().approvals().card().cardProperty().get().orElseThrow().complete());
      at(() -> {}, look);
    }
    for (Panel panel : List.of(Panel.LIKE, Panel.REASON, Panel.EDIT)) {
      at(() -> decision.open(panel), look);
    }
    Fx.run(() -> decision.edit().textProperty().set("SELECT 1\n-- what was added\nFROM t"));
    Fx.until(() -> LineDiff.changes(decision.edit().diffProperty().get()) == 3);
    at(() -> {}, look);
    Fx.run(decision::later);
    at(() -> window.model().approvals().filter().textProperty().set("no-such-word"), look);
    Fx.run(() -> window.model().approvals().filter().clear());
    at(() -> inbox.partProperty().set(InboxModel.Part.DECIDED), look);
    at(() -> inbox.partProperty().set(InboxModel.Part.GRANTS), look);
    at(() -> window.window().askConfirmPolicy(), look);
  }

  /** The Tags page with a row chosen, the masked grid, and lineage with a column chosen. */
  private void masking(Runnable look) {
    for (Part part : Part.values()) {
      at(
          () -> {
            window.window().show(Page.TAGS);
            window.model().tags().partProperty().set(part);
          },
          look);
      at(() -> window.window().moveTagRow(1), look);
    }
    Fx.run(
        () -> {
          window.model().filter().clear();
          window.window().show(Page.SESSIONS);
          window.model().sessions().select(SampleTags.session().id());
        });
    Fx.until(() -> window.model().session().exchanges().size() == 3);
    Fx.run(() -> window.model().session().selectExchange(2));
    Fx.until(
        () ->
            window
                .model()
                .inspector()
                .inspectionProperty()
                .get()
                .protection()
                .masking()
                .isPresent());
    at(() -> window.model().inspector().tabProperty().set(Tab.SQL), look);
    at(() -> ((RowList<?>) window.root().lookup("#lineage")).move(3), look);
    at(() -> window.model().inspector().tabProperty().set(Tab.RESULTS), look);
    at(() -> ((DataGrid) window.root().lookup(".data-grid")).select(1, 3), look);
  }

  private void at(Runnable go, Runnable look) {
    Fx.run(go);
    Fx.run(
        () -> {
          // Lists make their rows while they are laid out; those get their colours after that.
          for (int i = 0; i < 2; i++) {
            window.root().applyCss();
            window.root().layout();
          }
          look.run();
        });
  }

  @Test
  void everythingTheKeyboardReachesHasAName() {
    Set<String> nameless = new TreeSet<>();
    List<Node> looked = new ArrayList<>();
    everywhere(
        () -> {
          for (Node node : Nodes.seen(window.root(), Node.class)) {
            if (node.isFocusTraversable()) {
              looked.add(node);
              if (name(node).isBlank()) {
                nameless.add(node + " in " + node.getParent());
              }
            }
          }
        });
    assertThat(nameless).isEmpty();
    assertThat(looked).hasSizeGreaterThan(100);
  }

  private static String name(Node node) {
    String name = node.getAccessibleText() == null ? "" : node.getAccessibleText();
    return node instanceof Labeled labeled ? name + labeled.getText() : name;
  }

  @ParameterizedTest
  @EnumSource(
      value = Choice.class,
      names = {"LIGHT", "DARK"})
  void allTextStandsOutFromWhatIsBehindIt(Choice choice) {
    Fx.run(() -> window.model().theme().choiceProperty().set(choice));
    Set<String> faint = new TreeSet<>();
    everywhere(
        () -> {
          for (Text text : Nodes.seen(window.root(), Text.class)) {
            fault(text).ifPresent(faint::add);
          }
        });
    assertThat(faint).isEmpty();
  }

  private static java.util.Optional<String> fault(Text text) {
    boolean disabled = text.isDisabled();
    if (text.getText().isBlank() || disabled || !(text.getFill() instanceof Color fill)) {
      return java.util.Optional.empty();
    }
    Color behind = Contrast.behind(text.getParent());
    double ratio = Contrast.ratio(Contrast.over(fill, behind), behind);
    double wanted = text instanceof FontIcon ? SIGN : TEXT;
    String words = text.getText().length() > 30 ? text.getText().substring(0, 30) : text.getText();
    return ratio >= wanted
        ? java.util.Optional.empty()
        : java.util.Optional.of(
            String.format(
                "%.2f %s on %s: \"%s\" %s",
                ratio, fill, behind, words, text.getParent().getStyleClass()));
  }

  @Test
  void nothingMovesWherePeopleAskForThat() {
    Fx.run(
        () -> {
          window.window().scene().getPreferences().setReducedMotion(true);
          window.window().show(Page.AGENTS);
          window.model().agents().nameProperty().set("reader");
          window.model().agents().create(() -> {});
        });
    Fx.until(() -> window.model().agents().rows().size() == 1);
    Fx.run(() -> window.model().connect().agentProperty().set("reader"));
    Fx.until(() -> window.model().connect().progressProperty().get() == Progress.WAITING);
    assertThat(Fx.call(() -> Nodes.seen(window.root(), ProgressIndicator.class))).isEmpty();
    Fx.run(() -> window.window().scene().getPreferences().setReducedMotion(false));
    assertThat(Fx.call(() -> Nodes.seen(window.root(), ProgressIndicator.class))).hasSize(1);
  }

  @Test
  void textOnTheTimelineStandsOutToo() {
    for (Palette palette : List.of(Palette.LIGHT, Palette.DARK)) {
      for (Color behind : List.of(palette.background(), palette.lane())) {
        assertThat(Contrast.ratio(palette.muted(), behind)).isGreaterThan(TEXT);
        assertThat(Contrast.ratio(palette.text(), behind)).isGreaterThan(TEXT);
      }
    }
  }
}
