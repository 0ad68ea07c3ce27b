package dev.chaperone.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.session.SessionModel.ListMode;
import dev.chaperone.ui.testing.FakeConsole;
import dev.chaperone.ui.testing.Fx;
import dev.chaperone.ui.testing.OpenWindow;
import dev.chaperone.ui.testing.Samples;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

class ConsoleWindowTest {
  private final FxRobot robot = new FxRobot();
  private final List<OpenWindow> open = new ArrayList<>();

  private OpenWindow open(FakeConsole console) {
    OpenWindow window = OpenWindow.show(console);
    open.add(window);
    return window;
  }

  private OpenWindow sample() {
    OpenWindow window = open(new FakeConsole(Samples.CLOCK, Samples.all()));
    Fx.until(() -> window.model().session().exchanges().size() == 25);
    return window;
  }

  @AfterEach
  void close() {
    open.forEach(OpenWindow::close);
  }

  private static boolean shows(OpenWindow window, String text) {
    return window.root().lookupAll(".label").stream()
        .filter(ConsoleWindowTest::isSeen)
        .anyMatch(n -> ((Label) n).getText().contains(text));
  }

  private static boolean isSeen(Node node) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (!n.isVisible()) {
        return false;
      }
    }
    return node instanceof Label;
  }

  @Test
  void anEmptyStoreSaysWhatToDoNext() {
    OpenWindow window = open(new FakeConsole(Samples.CLOCK, List.of()));
    Fx.until(() -> shows(window, "Chaperone is ready"));
    robot.clickOn("Connect an agent");
    Fx.until(() -> shows(window, "No agents yet"));
  }

  @Test
  void theStatusBarTellsEndpointModeRecordingAndUnprotected() {
    OpenWindow window = sample();
    Fx.until(() -> shows(window, "http://127.0.0.1:8080"));
    assertThat(Fx.call(() -> shows(window, "observe"))).isTrue();
    assertThat(Fx.call(() -> shows(window, "recording"))).isTrue();
    assertThat(Fx.call(() -> shows(window, "unprotected"))).isTrue();
  }

  @Test
  void selectingARequestShowsItsSqlAndStopsFollowing() {
    OpenWindow window = sample();
    Fx.run(() -> window.model().session().first());
    robot.type(KeyCode.J);
    Fx.until(() -> window.model().session().cursor().exchange() == 2);
    Fx.run(() -> window.model().session().selectExchange(8));
    Fx.until(() -> window.model().inspector().inspectionProperty().get().sql().contains("revenue"));
    assertThat(window.model().session().follow().isFollowing()).isFalse();
  }

  @Test
  void thePaletteFindsAnActionByWordsAndRunsIt() {
    OpenWindow window = sample();
    robot.press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
    Fx.until(() -> window.root().lookup("#palette-field") != null);
    robot.write("frames");
    robot.type(KeyCode.ENTER);
    Fx.until(() -> window.model().session().modeProperty().get() == ListMode.FRAMES);
    assertThat(Fx.call(() -> window.root().lookup("#palette-field"))).isNull();
  }

  @Test
  void plainKeysBelongToTheFilterWhileItHasTheFocus() {
    OpenWindow window = sample();
    Fx.run(() -> window.window().focusFilter());
    robot.write("jfk");
    Fx.until(() -> window.model().filter().textProperty().get().equals("jfk"));
  }

  @Test
  void questionMarkOpensHelpAndEscapeClosesIt() {
    OpenWindow window = sample();
    Fx.run(() -> window.window().perform("help"));
    Fx.until(() -> shows(window, "Keyboard shortcuts"));
    robot.type(KeyCode.ESCAPE);
    Fx.until(() -> !shows(window, "Keyboard shortcuts"));
  }

  @Test
  void everyActionOfTheTableDoesSomethingHere() {
    OpenWindow window = sample();
    for (Action action : Action.values()) {
      Fx.run(() -> window.window().perform(action.id()));
    }
  }

  @Test
  void aClosedWindowIsForgotten() {
    List<WeakReference<ConsoleWindow>> closed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      OpenWindow window = OpenWindow.show(new FakeConsole(Samples.CLOCK, Samples.all()));
      closed.add(new WeakReference<>(window.window()));
      window.close();
    }
    Fx.run(() -> {});
    open(new FakeConsole(Samples.CLOCK, List.of()));
    Fx.until(
        () -> {
          System.gc();
          return closed.subList(0, 2).stream().allMatch(r -> r.get() == null);
        });
  }
}
