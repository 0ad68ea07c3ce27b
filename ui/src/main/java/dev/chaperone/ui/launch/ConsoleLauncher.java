package dev.chaperone.ui.launch;

import dev.chaperone.ui.fx.FxExecutor;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.theme.Theme;
import dev.chaperone.ui.theme.WindowIcon;
import dev.chaperone.ui.window.ConsoleWindow;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Opens the window and stays until it is closed. */
public final class ConsoleLauncher {
  private static final double LEAST_WIDTH = 900;
  private static final double LEAST_HEIGHT = 560;

  private ConsoleLauncher() {}

  /** Why no window can be opened here, in one line; empty if one can. Starts nothing. */
  public static Optional<String> obstacle() {
    return Display.here().obstacle();
  }

  /**
   * Shows the window and returns when the person closed it. Once a process only: the toolkit does
   * not start twice.
   *
   * @throws NoWindowException if there is no display, no GTK, or the toolkit does not start
   */
  public static void launch(ConsoleSetup setup) throws NoWindowException, InterruptedException {
    launch(setup, shown -> {});
  }

  /**
   * The same for a caller that works with the window as well.
   *
   * @param whenShown called on the views' thread, once
   */
  public static void launch(ConsoleSetup setup, Consumer<ShownWindow> whenShown)
      throws NoWindowException, InterruptedException {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      throw new NoWindowException(obstacle.get());
    }
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    try {
      Platform.startup(
          () -> {
            try {
              show(setup, closed, whenShown);
            } catch (RuntimeException e) {
              failure.set(e);
              closed.countDown();
            }
          });
    } catch (RuntimeException | LinkageError e) {
      throw new NoWindowException(
          "No window: the graphics toolkit does not start (" + e.getMessage() + ").", e);
    }
    closed.await();
    Platform.exit();
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw new NoWindowException("No window: " + failed, failed);
    }
  }

  private static void show(
      ConsoleSetup setup, CountDownLatch closed, Consumer<ShownWindow> whenShown) {
    ModelContext context = new ModelContext(setup.clock(), setup.background(), new FxExecutor());
    WindowModel model =
        new WindowModel(setup.source(), setup.connect(), setup.preferences(), context);
    setup.signIn().ifPresent(model.operator()::setSignIn);
    setup.originals().ifPresent(model.inspector().original()::setReader);
    ConsoleWindow window =
        new ConsoleWindow(model, new Theme(model.theme()), setup.clock(), setup.zone());
    Stage stage = new Stage();
    stage.titleProperty().bind(window.titleProperty());
    stage.getIcons().setAll(WindowIcon.images());
    stage.setScene(window.scene());
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    window.setOnQuit(stage::hide);
    stage.setOnHidden(
        e -> {
          stage.titleProperty().unbind();
          window.close();
          closed.countDown();
        });
    stage.show();
    // Now, not before: what starts in the background would take the window's first picture its
    // time.
    model.start();
    whenShown.accept(new ShownWindow(model, stage));
  }
}
