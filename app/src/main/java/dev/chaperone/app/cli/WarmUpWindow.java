package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.window.GatewayTexts;
import dev.chaperone.app.window.PreferencesFile;
import dev.chaperone.console.Console;
import dev.chaperone.ui.launch.ConsoleLauncher;
import dev.chaperone.ui.launch.ConsoleSetup;
import dev.chaperone.ui.launch.NoWindowException;
import dev.chaperone.ui.launch.ShownWindow;
import dev.chaperone.ui.model.WindowModel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/** Opens the window for a moment on what the warm-up recorded, where a platform can. */
final class WarmUpWindow {
  /** Every road that draws is taken within this time, even on a slow machine. */
  private static final Duration SHOWN = Duration.seconds(4);

  private final Shell shell;

  WarmUpWindow(Shell shell) {
    this.shell = shell;
  }

  void show(DataFolder data, Console console) throws InterruptedException {
    ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    try {
      ConsoleLauncher.launch(
          new ConsoleSetup(
              () -> console,
              new GatewayTexts(data, shell.environment()),
              PreferencesFile.read(data.root(), background),
              background,
              shell.clock(),
              shell.zone()),
          WarmUpWindow::closeSoon);
    } catch (NoWindowException e) {
      // The program then starts a little slower.
    } finally {
      background.shutdown();
    }
  }

  private static void closeSoon(ShownWindow shown) {
    WindowModel model = shown.model();
    PauseTransition pause = new PauseTransition(SHOWN);
    pause.setOnFinished(e -> shown.close());
    pause.play();
    PauseTransition select = new PauseTransition(SHOWN.divide(2));
    select.setOnFinished(e -> model.player().stepFrame(-1));
    select.play();
  }
}
