package dev.chaperone.ui.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chaperone.ui.model.inspect.InspectorModel.Tab;
import dev.chaperone.ui.model.player.Player;
import dev.chaperone.ui.model.session.SessionModel.ListMode;
import dev.chaperone.ui.testing.FakeConsole;
import dev.chaperone.ui.testing.Fx;
import dev.chaperone.ui.testing.Nodes;
import dev.chaperone.ui.testing.OpenWindow;
import dev.chaperone.ui.testing.Samples;
import dev.chaperone.ui.timeline.TimelinePane;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** What needs a real screen: drags, popups, wheel and clipboard, by mouse and keys as a person. */
@Tag("screen")
class RealWindowTest {
  private final FxRobot robot = new FxRobot();
  private OpenWindow window;

  @BeforeEach
  void open() {
    window = OpenWindow.show(new FakeConsole(Samples.CLOCK, Samples.all()));
    window.resize(1280, 800);
    Fx.until(() -> window.model().session().exchanges().size() == 25);
    Fx.until(() -> window.model().inspector().inspectionProperty().get().complete());
  }

  @AfterEach
  void close() {
    window.close();
  }

  private Node find(String query) {
    return Fx.call(() -> window.root().lookup(query));
  }

  private Bounds onScreen(Node node) {
    return Fx.call(() -> node.localToScreen(node.getLayoutBounds()));
  }

  private TimelinePane timeline() {
    return (TimelinePane) find(".timeline");
  }

  private static String clipboard() {
    return Fx.call(() -> String.valueOf(Clipboard.getSystemClipboard().getString()));
  }

  private static boolean popupShows(Class<? extends PopupWindow> kind) {
    return Window.getWindows().stream().anyMatch(w -> kind.isInstance(w) && w.isShowing());
  }

  /** Where the timeline's lanes begin and how wide they are. */
  private double timeUnder(double x) {
    return Fx.call(
        () -> (double) window.model().timeline().timeAt(x - 136, timeline().getWidth() - 152));
  }

  @Test
  void aDividerGoesWithTheMouse() {
    SplitPane split =
        Fx.call(
            () ->
                Nodes.seen(window.root(), SplitPane.class).stream()
                    .filter(s -> s.getItems().size() == 3)
                    .findFirst()
                    .orElseThrow());
    Node divider = Fx.call(() -> split.lookup(".split-pane-divider"));
    double before = onScreen(divider).getMinX();
    robot.drag(divider, MouseButton.PRIMARY).moveBy(60, 0).drop();
    Fx.until(() -> Math.abs(divider.localToScreen(0, 0).getX() - before - 60) < 6);
  }

  @Test
  void theMenuBarOpensAndItsItemsRun() {
    robot.clickOn("View");
    Fx.until(() -> popupShows(ContextMenu.class));
    robot.clickOn(robot.lookup("#menu-show-frames").queryAs(Node.class));
    Fx.until(() -> window.model().session().modeProperty().get() == ListMode.FRAMES);
  }

  @Test
  void aRequestsContextMenuCopiesItsStatement() {
    Fx.run(
        () -> {
          window.model().session().follow().picked();
          window.model().session().selectExchange(8);
        });
    Fx.until(() -> window.model().inspector().inspectionProperty().get().sql().contains("revenue"));
    Fx.until(
        () ->
            Nodes.seen(window.root(), Label.class).stream()
                .anyMatch(l -> l.getText().contains("c.country, COUNT")));
    Node row =
        Fx.call(
            () ->
                Nodes.seen(window.root(), Label.class).stream()
                    .filter(l -> l.getText().contains("c.country, COUNT"))
                    .findFirst()
                    .orElseThrow());
    robot.rightClickOn(row);
    Fx.until(() -> popupShows(ContextMenu.class));
    robot.clickOn("Copy SQL");
    Fx.until(() -> clipboard().contains("SUM(o.amount) AS revenue"));
  }

  @Test
  void aSessionsContextMenuFiltersByItsAgent() {
    robot.rightClickOn("feature-builder");
    robot.clickOn("Show only this agent");
    Fx.until(() -> window.model().sessions().rows().size() == 1);
    robot.clickOn("#clear-filter");
    Fx.until(() -> window.model().sessions().rows().size() == 5);
  }

  @Test
  void anIconTellsItsNameWhenTheMouseRests() {
    Node help =
        Fx.call(
            () ->
                Nodes.seen(window.root(), javafx.scene.control.Button.class).stream()
                    .filter(b -> "Keyboard shortcuts (?)".equals(b.getAccessibleText()))
                    .findFirst()
                    .orElseThrow());
    robot.moveTo(help);
    Fx.until(() -> popupShows(Tooltip.class));
  }

  @Test
  void theFilterSuggestsWhatMayFollow() {
    robot.clickOn("#filter").write("ag");
    Fx.until(() -> popupShows(ContextMenu.class));
    robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
    Fx.until(() -> window.model().filter().textProperty().get().startsWith("agent:"));
    robot.type(KeyCode.ESCAPE).type(KeyCode.ESCAPE);
    Fx.until(() -> window.model().filter().textProperty().get().isEmpty());
    Fx.until(() -> !popupShows(ContextMenu.class));
  }

  @Test
  void zoomingByWheelKeepsTheTimeUnderThePointer() {
    Bounds bounds = onScreen(timeline());
    double x = 500;
    robot.moveTo(bounds.getMinX() + x, bounds.getMinY() + 60);
    double before = timeUnder(x);
    robot.press(KeyCode.CONTROL).scroll(4, VerticalDirection.UP).release(KeyCode.CONTROL);
    Fx.until(() -> !window.model().timeline().wholeProperty().get());
    double pixel = Fx.call(() -> span() / (timeline().getWidth() - 152));
    assertThat(timeUnder(x)).isCloseTo(before, within(2 * pixel));
  }

  @Test
  void shiftAndWheelPanAndTheMapMovesThePart() {
    Bounds bounds = onScreen(timeline());
    robot.moveTo(bounds.getMinX() + 500, bounds.getMinY() + 60);
    robot.press(KeyCode.CONTROL).scroll(8, VerticalDirection.UP).release(KeyCode.CONTROL);
    Fx.until(() -> !window.model().timeline().wholeProperty().get());
    double span = span();
    long from = window.model().timeline().fromProperty().get();
    robot.press(KeyCode.SHIFT).scroll(2, VerticalDirection.DOWN).release(KeyCode.SHIFT);
    Fx.until(() -> window.model().timeline().fromProperty().get() > from);
    robot.clickOn(bounds.getMinX() + 140, bounds.getMaxY() - 14);
    Fx.until(() -> window.model().timeline().fromProperty().get() == 0);
    assertThat(span()).isCloseTo(span, within(span / 1e6));
  }

  private double span() {
    return Fx.call(
        () ->
            (double)
                (window.model().timeline().toProperty().get()
                    - window.model().timeline().fromProperty().get()));
  }

  @Test
  void draggingOnTheTimelineScrubs() {
    Bounds bounds = onScreen(timeline());
    robot
        .moveTo(bounds.getMinX() + 300, bounds.getMinY() + 60)
        .press(MouseButton.PRIMARY)
        .moveBy(100, 0)
        .moveBy(100, 0)
        .release(MouseButton.PRIMARY);
    Fx.until(() -> window.model().player().stateProperty().get() == Player.State.PAUSED);
    double wanted = timeUnder(500);
    double found = Fx.call(() -> (double) window.model().player().positionProperty().get());
    assertThat(found).isCloseTo(wanted, within(span() / 50));
  }

  @Test
  void arrowsPagesAndEndsMoveInTheList() {
    Fx.run(() -> window.model().session().first());
    Fx.until(() -> window.model().session().cursor().exchange() == 1);
    robot.clickOn(find(".exchange-cell"));
    robot.type(KeyCode.END);
    Fx.until(() -> window.model().session().cursor().exchange() == 25);
    robot.type(KeyCode.HOME);
    Fx.until(() -> window.model().session().cursor().exchange() == 1);
    robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
    Fx.until(() -> window.model().session().cursor().exchange() == 3);
    robot.type(KeyCode.PAGE_DOWN);
    Fx.until(() -> window.model().session().cursor().exchange() > 5);
    robot.type(KeyCode.END);
    Fx.until(() -> window.model().session().cursor().exchange() == 25);
    robot.type(KeyCode.UP);
    Fx.until(() -> window.model().session().cursor().exchange() == 24);
  }

  @Test
  void theConnectPageCopiesItsText() {
    robot.clickOn("Agents and connect");
    robot.clickOn("#agent-name").write("reader");
    robot.clickOn("#create-agent");
    Fx.until(() -> !window.model().connect().textProperty().get().copy().isEmpty());
    robot.clickOn("Copy", MouseButton.PRIMARY);
    Fx.run(() -> window.window().perform("copy-connect"));
    Fx.until(() -> clipboard().contains("reader.token"));
    Fx.until(() -> window.window().titleProperty().get().startsWith("Agents and connect"));
  }

  @Test
  void aColumnsEdgeIsDraggedAndADoubleClickFitsIt() {
    Fx.run(() -> window.model().session().selectExchange(23));
    Fx.run(() -> window.model().inspector().tabProperty().set(Tab.RESULTS));
    Fx.until(() -> find(".grid-head") != null && find(".grid-head").isVisible());
    Node head = find(".grid-head");
    double before = onScreen(head).getWidth();
    Bounds bounds = onScreen(head);
    robot
        .moveTo(bounds.getMaxX() - 1, bounds.getMinY() + 20)
        .press(MouseButton.PRIMARY)
        .moveBy(40, 0)
        .release(MouseButton.PRIMARY);
    Fx.until(() -> Math.abs(head.getLayoutBounds().getWidth() - before - 40) < 4);
    robot.moveTo(onScreen(head).getMaxX() - 1, bounds.getMinY() + 20);
    robot.doubleClickOn(MouseButton.PRIMARY);
    Fx.until(() -> head.getLayoutBounds().getWidth() < before + 20);
  }

  @Test
  void enterOpensTheWholeValueAndEscapeGoesBack() {
    Fx.run(() -> window.model().session().selectExchange(8));
    Fx.run(() -> window.model().inspector().tabProperty().set(Tab.RESULTS));
    Fx.until(() -> find(".grid-cell") != null && find(".grid-cell").isVisible());
    robot.clickOn(find(".grid-cell"));
    robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
    Fx.until(() -> clipboard().equals("NO"));
    robot.press(KeyCode.SHIFT).type(KeyCode.SPACE).release(KeyCode.SHIFT);
    robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);
    Fx.until(() -> clipboard().startsWith("country\torders\trevenue"));
    robot.type(KeyCode.ENTER);
    Fx.until(() -> find("#cell-detail-text").isFocused());
    robot.type(KeyCode.ESCAPE);
    Fx.until(() -> find(".data-grid").isFocused());
  }

  @Test
  void theTextGrowsByKeysAndComesBack() {
    double before = onScreen(find(".session-title")).getHeight();
    robot.press(KeyCode.CONTROL).type(KeyCode.EQUALS).release(KeyCode.CONTROL);
    Fx.until(() -> window.model().textScale().percentProperty().get() == 110);
    assertThat(onScreen(find(".session-title")).getHeight()).isGreaterThan(before * 1.05);
    robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT0).release(KeyCode.CONTROL);
    Fx.until(() -> window.model().textScale().percentProperty().get() == 100);
  }

  @Test
  void aPanelKeepsKeysAndFocusToItself() {
    Fx.run(() -> window.model().session().first());
    robot.press(KeyCode.SHIFT).type(KeyCode.SLASH).release(KeyCode.SHIFT);
    Fx.until(() -> find(".help") != null);
    robot.type(KeyCode.J).type(KeyCode.TAB).type(KeyCode.TAB);
    assertThat(Fx.call(() -> Nodes.isIn(window.window().scene().getFocusOwner(), "overlay")))
        .isTrue();
    robot.type(KeyCode.ESCAPE);
    Fx.until(() -> find(".help") == null);
    assertThat(window.model().session().cursor().exchange()).isEqualTo(1);
  }

  @Test
  void aClickOnAToolLeavesTheKeysToTheSession() {
    robot.clickOn("Wall clock");
    Fx.until(() -> window.model().timeline().absoluteTimeProperty().get());
    robot.type(KeyCode.SPACE);
    Fx.until(
        () ->
            List.of(Player.State.PLAYING, Player.State.PAUSED)
                .contains(window.model().player().stateProperty().get()));
    assertThat(window.model().timeline().absoluteTimeProperty().get()).isTrue();
  }
}
