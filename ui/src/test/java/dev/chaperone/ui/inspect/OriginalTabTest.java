package dev.chaperone.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.model.inspect.InspectorModel.Tab;
import dev.chaperone.ui.model.inspect.OriginalModel;
import dev.chaperone.ui.model.testing.LockedSeat;
import dev.chaperone.ui.testing.FakeConsole;
import dev.chaperone.ui.testing.Fx;
import dev.chaperone.ui.testing.OpenWindow;
import dev.chaperone.ui.testing.SampleSealed;
import dev.chaperone.ui.testing.Samples;
import java.util.List;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** Opening a sealed original in the window. */
class OriginalTabTest {
  private final FxRobot robot = new FxRobot();
  private final FakeConsole console =
      new FakeConsole(Samples.CLOCK, List.of(SampleSealed.session()));
  private OpenWindow window;

  @BeforeEach
  void open() {
    window = OpenWindow.show(console);
    Fx.run(() -> original().setReader(SampleSealed.reader()));
    Fx.until(
        () -> {
          window.model().session().selectExchange(1);
          return !original().viewProperty().get().sealedFor().isEmpty();
        });
    Fx.run(() -> window.model().inspector().tabProperty().set(Tab.ORIGINAL));
    Fx.until(() -> passphrase() != null && passphrase().isVisible());
  }

  @AfterEach
  void close() {
    window.close();
  }

  private OriginalModel original() {
    return window.model().inspector().original();
  }

  private PasswordField passphrase() {
    return (PasswordField) window.root().lookup("#original-passphrase");
  }

  private void give(String text) {
    Fx.run(
        () -> {
          ((TextField) window.root().lookup("#original-key-file")).setText("reviewer.key");
          passphrase().requestFocus();
        });
    robot.write(text).type(KeyCode.ENTER);
  }

  @Test
  void theRightPassphraseShowsTheOriginalAndItIsForgottenWhenClosed() {
    give("right passphrase");
    Fx.until(() -> original().viewProperty().get().text().isPresent());
    assertThat(Fx.call(() -> original().viewProperty().get().text().orElseThrow()))
        .contains("ada@example.com");
    assertThat(console.openings).isEqualTo(1);
    assertThat(Fx.call(() -> passphrase().getText())).isEmpty();
    Fx.run(() -> original().close());
    assertThat(Fx.call(() -> original().viewProperty().get().text())).isEmpty();
  }

  @Test
  void aWrongPassphraseIsSaidAndNothingIsOpened() {
    give("wrong passphrase");
    Fx.until(() -> original().viewProperty().get().failure().contains("not the passphrase"));
    assertThat(console.openings).isZero();
    assertThat(Fx.call(() -> passphrase().getText())).isEmpty();
  }

  @Test
  void whoIsNoOperatorIsAskedFirstAndSeesNothingWithout() {
    console.seat = new LockedSeat();
    give("right passphrase");
    Fx.until(() -> window.root().lookup("#operator-passphrase") != null);
    robot.type(KeyCode.ESCAPE);
    Fx.until(() -> original().viewProperty().get().failure().contains("only an operator"));
    assertThat(console.openings).isZero();
    assertThat(Fx.call(() -> original().viewProperty().get().text())).isEmpty();
  }
}
