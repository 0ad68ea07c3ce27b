package dev.chaperone.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.model.inbox.DecisionModel.Panel;
import dev.chaperone.ui.model.inspect.InspectorModel.Tab;
import dev.chaperone.ui.model.tags.TagsModel.Part;
import dev.chaperone.ui.testing.FakeConsole;
import dev.chaperone.ui.testing.Fx;
import dev.chaperone.ui.testing.Nodes;
import dev.chaperone.ui.testing.OpenWindow;
import dev.chaperone.ui.testing.SampleInbox;
import dev.chaperone.ui.testing.SampleSession;
import dev.chaperone.ui.testing.SampleTags;
import dev.chaperone.ui.testing.Samples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.javafx.FontIcon;
import org.testfx.api.FxRobot;

/** The window at its least size, and by keyboard alone, on a real screen. */
@Tag("screen")
class LayoutTest {
  private static final int PULSES = 5;

  private final FxRobot robot = new FxRobot();
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
    Fx.until(() -> window.model().approvals().inbox().waitingProperty().get() == 40);
    Fx.until(() -> window.model().session().exchanges().size() == 25);
    Fx.until(() -> window.model().inspector().inspectionProperty().get().complete());
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void atItsLeastSizeNothingIsCutOffOrOverlaps() {
    window.resize(900, 560);
    Set<String> faults = new TreeSet<>();
    for (Tab tab : Tab.values()) {
      Fx.run(() -> window.model().inspector().tabProperty().set(tab));
      faults.addAll(settled());
    }
    Fx.run(() -> window.window().perform("show-frames"));
    faults.addAll(settled());
    for (Part part : Part.values()) {
      Fx.run(() -> window.window().show(Page.TAGS));
      Fx.run(() -> window.model().tags().partProperty().set(part));
      faults.addAll(settled());
    }
    Fx.run(() -> window.window().show(Page.AGENTS));
    faults.addAll(settled());
    Fx.run(() -> window.window().show(Page.INBOX));
    for (String hold : List.of("hold-4", "hold-1", SampleInbox.LARGE)) {
      Fx.run(() -> window.model().approvals().inbox().select(hold));
      Fx.until(
          () -> window.model().approvals().card().cardProperty().get().orElseThrow().complete());
      faults.addAll(settled());
    }
    for (Panel panel : List.of(Panel.LIKE, Panel.REASON, Panel.EDIT)) {
      Fx.run(() -> window.model().approvals().decision().open(panel));
      faults.addAll(settled());
    }
    Fx.run(() -> window.window().perform("show-grants"));
    faults.addAll(settled());
    masked();
    for (Tab tab : List.of(Tab.SQL, Tab.RESULTS)) {
      Fx.run(() -> window.model().inspector().tabProperty().set(tab));
      faults.addAll(settled());
    }
    assertThat(faults).isEmpty();
  }

  private void masked() {
    Fx.run(() -> window.window().show(Page.SESSIONS));
    Fx.run(() -> window.model().sessions().select(SampleTags.session().id()));
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
  }

  /** Wrapped text takes its height a pulse after its width; what a person sees is what stays. */
  private Set<String> settled() {
    Set<String> last = Set.of();
    for (int pulses = 0; pulses < PULSES; pulses++) {
      last = Fx.call(this::faults);
      if (last.isEmpty()) {
        return last;
      }
      Fx.awaitPulse(window.window().scene());
    }
    return last;
  }

  private Set<String> faults() {
    window.root().applyCss();
    window.root().layout();
    Set<String> found = new HashSet<>();
    for (Labeled labeled : Nodes.seen(window.root(), Labeled.class)) {
      boolean must = labeled instanceof ButtonBase || Nodes.isIn(labeled, "column-head");
      if (must && !labeled.getText().isEmpty() && !shown(labeled).equals(labeled.getText())) {
        found.add("cut off: " + labeled.getText() + " to " + shown(labeled));
      }
    }
    for (Labeled title : Nodes.seen(window.root(), Labeled.class)) {
      boolean atTop = Nodes.isIn(title, "inspector-title") || Nodes.isIn(title, "session-title");
      double under = window.root().lookup(".header").localToScene(0, 0).getY() + 30;
      if (atTop && title.localToScene(0, 0).getY() < under) {
        found.add("covered: " + title.getText());
      }
    }
    for (HBox box : Nodes.seen(window.root(), HBox.class)) {
      found.addAll(overlaps(box));
    }
    for (ButtonBase button : Nodes.seen(window.root(), ButtonBase.class)) {
      Bounds bounds = button.localToScene(button.getLayoutBounds());
      if (bounds.getMaxX() > 900.5 || bounds.getMaxY() > 560.5) {
        found.add("outside: " + button.getText() + button.getAccessibleText());
      }
    }
    return found;
  }

  /** Its own words; a key beside them is a label of its own. */
  private static String shown(Labeled labeled) {
    return labeled.getChildrenUnmodifiable().stream()
        .filter(node -> node instanceof Text && !(node instanceof FontIcon))
        .map(text -> ((Text) text).getText())
        .findFirst()
        .orElse(labeled.getText());
  }

  private static List<String> overlaps(HBox box) {
    List<String> found = new ArrayList<>();
    double end = -1;
    for (Node child : box.getChildren()) {
      if (child.isVisible() && child.isManaged() && child.getLayoutBounds().getWidth() > 0) {
        Bounds bounds = child.getLayoutBounds();
        double left = child.getLayoutX() + bounds.getMinX();
        if (left < end - 1) {
          found.add("overlap in " + box.getStyleClass() + " at " + child);
        }
        end = left + bounds.getWidth();
      }
    }
    return found;
  }

  /** Of a group Tab reaches the chosen one; the others are reached from it by arrows. */
  private static boolean isLater(Node node) {
    return node instanceof ToggleButton toggle
        && toggle.getToggleGroup() != null
        && !toggle.isSelected();
  }

  @Test
  void arrowsChooseAmongTheTabs() {
    Node first =
        Fx.call(
            () ->
                Nodes.seen(window.root(), ToggleButton.class).stream()
                    .filter(b -> b.getStyleClass().contains("tab-button"))
                    .findFirst()
                    .orElseThrow());
    Fx.run(first::requestFocus);
    robot.type(KeyCode.RIGHT).type(KeyCode.RIGHT);
    Fx.until(() -> window.model().inspector().tabProperty().get() == Tab.REQUEST);
  }

  @Test
  void tabReachesEveryControlAndShowsWhereItIs() {
    for (Page page : Page.values()) {
      Fx.run(() -> window.window().show(page));
      Fx.run(
          () -> {
            window.root().applyCss();
            window.root().layout();
          });
      Set<Node> wanted = new HashSet<>();
      Fx.run(
          () ->
              Nodes.seen(window.root(), Node.class).stream()
                  .filter(n -> n.isFocusTraversable() && !n.isDisabled() && !isLater(n))
                  .forEach(wanted::add));
      Set<String> unseen = new TreeSet<>();
      Set<Node> reached = new HashSet<>();
      for (int i = 0; i < wanted.size() * 2 && !reached.containsAll(wanted); i++) {
        robot.type(KeyCode.TAB);
        Fx.run(
            () -> {
              Node owner = window.window().scene().getFocusOwner();
              reached.add(owner);
              if (owner != null && !owner.isFocusVisible()) {
                unseen.add(owner.toString());
              }
            });
      }
      wanted.removeAll(reached);
      assertThat(wanted).isEmpty();
      assertThat(unseen).isEmpty();
    }
  }
}
