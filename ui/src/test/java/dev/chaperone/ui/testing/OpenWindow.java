package dev.chaperone.ui.testing;

import dev.chaperone.ui.fx.FxExecutor;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.settings.Preferences;
import dev.chaperone.ui.theme.Theme;
import dev.chaperone.ui.window.ConsoleWindow;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.Parent;
import javafx.stage.Stage;

/** A window over a console, on the platform without a screen, small enough for its 1000 pixels. */
public record OpenWindow(WindowModel model, ConsoleWindow window, Stage stage) {
  public static OpenWindow show(FakeConsole console) {
    return show(console, Samples.CLOCK);
  }

  public static OpenWindow show(FakeConsole console, Clock clock) {
    return Fx.call(
        () -> {
          ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
          WindowModel model =
              new WindowModel(
                  () -> console,
                  new SampleTexts(),
                  new Nothing(),
                  new ModelContext(clock, background, new FxExecutor()));
          ConsoleWindow window =
              new ConsoleWindow(model, new Theme(model.theme()), clock, ZoneOffset.UTC);
          Stage stage = new Stage();
          stage.setX(0);
          stage.setY(0);
          stage.setWidth(980);
          stage.setHeight(700);
          stage.setScene(window.scene());
          stage.show();
          stage.requestFocus();
          model.start();
          return new OpenWindow(model, window, stage);
        });
  }

  /**
   * Gives the window this size and waits until it has it. X tells of each change by an event of its
   * own, in which the other side's old length stands: one side after the other, and again where an
   * event came between.
   */
  public void resize(double width, double height) {
    Fx.until(
        () -> {
          if (window.scene().getWidth() == width) {
            return true;
          }
          stage.setWidth(width);
          return false;
        });
    Fx.awaitPulse(window.scene());
    Fx.until(
        () -> {
          if (window.scene().getWidth() == width && window.scene().getHeight() == height) {
            return true;
          }
          stage.setWidth(width);
          stage.setHeight(height);
          return false;
        });
    Fx.awaitPulse(window.scene());
  }

  public Parent root() {
    return window.scene().getRoot();
  }

  public void close() {
    Fx.run(
        () -> {
          // Popups end with their owner, as long as it still has its scene.
          stage.hide();
          stage.setScene(null);
          window.close();
        });
  }

  /** Keeps nothing. */
  private record Nothing() implements Preferences {
    @Override
    public Optional<String> get(String key) {
      return Optional.empty();
    }

    @Override
    public void put(String key, String value) {}
  }
}
