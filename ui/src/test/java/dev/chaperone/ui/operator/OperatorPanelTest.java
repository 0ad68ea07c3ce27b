package dev.chaperone.ui.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.model.testing.LockedSeat;
import dev.chaperone.ui.testing.FakeConsole;
import dev.chaperone.ui.testing.Fx;
import dev.chaperone.ui.testing.OpenWindow;
import dev.chaperone.ui.testing.Samples;
import java.util.List;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** Creating an agent in a window whose gateway asks for an operator. */
class OperatorPanelTest {
  private final FxRobot robot = new FxRobot();
  private final FakeConsole console = new FakeConsole(Samples.CLOCK, List.of());
  private OpenWindow window;

  @BeforeEach
  void open() {
    console.seat = new LockedSeat();
    window = OpenWindow.show(console);
    Fx.run(() -> window.window().newAgent());
    Fx.run(
        () -> {
          window.model().agents().nameProperty().set("coder");
          window.model().agents().create(() -> {});
        });
    Fx.until(() -> passphrase() != null && passphrase().isFocused());
  }

  @AfterEach
  void close() {
    window.close();
  }

  private PasswordField passphrase() {
    return (PasswordField) window.root().lookup("#operator-passphrase");
  }

  @Test
  void theRightPassphraseHasItDoneAfterAWrongOne() {
    robot.write("wrong").type(KeyCode.ENTER);
    Fx.until(() -> window.model().operator().failureProperty().get().contains("not the"));
    Fx.until(() -> passphrase().isFocused());
    assertThat(Fx.call(() -> passphrase().getText())).isEmpty();
    assertThat(console.agents()).isEmpty();
    robot.write("right").type(KeyCode.ENTER);
    Fx.until(() -> passphrase() == null);
    Fx.until(() -> console.agents().size() == 1);
  }

  @Test
  void escapeLeavesItUndoneAndSaysWhy() {
    robot.type(KeyCode.ESCAPE);
    Fx.until(() -> passphrase() == null);
    Fx.until(() -> window.model().agents().failureProperty().get().contains("only an operator"));
    assertThat(console.agents()).isEmpty();
  }
}
