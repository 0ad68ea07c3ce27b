package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.window.FarTexts;
import dev.chaperone.app.window.GatewayTexts;
import dev.chaperone.app.window.PreferencesFile;
import dev.chaperone.proxy.operator.BrowserSignIn;
import dev.chaperone.proxy.seal.ReviewerReader;
import dev.chaperone.ui.launch.ConsoleSetup;
import dev.chaperone.ui.launch.NoWindowException;
import dev.chaperone.ui.model.agents.ConnectTexts;
import dev.chaperone.ui.model.console.ConsoleSource;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Shows the window on a data folder, with everything it is given by the program. */
final class WindowRun {
  private static final Duration SIGN_IN = Duration.ofMinutes(3);

  private final Shell shell;

  WindowRun(Shell shell) {
    this.shell = shell;
  }

  /** Returns when the window was closed. */
  void show(DataFolder data, ConsoleSource source) throws NoWindowException, InterruptedException {
    show(new GatewayTexts(data, shell.environment()), source);
  }

  /** The same on a gateway of another machine. */
  void showFar(ConsoleSource source) throws NoWindowException, InterruptedException {
    show(new FarTexts(), source);
  }

  private void show(ConnectTexts texts, ConsoleSource source)
      throws NoWindowException, InterruptedException {
    // Not closed: what still waits for an answer must not keep the program from ending.
    ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    try {
      shell
          .windows()
          .show(
              new ConsoleSetup(
                  source,
                  texts,
                  PreferencesFile.read(shell.preferences(), background),
                  Optional.of(new BrowserSignIn(this::browse, SIGN_IN)::idToken),
                  Optional.of(new ReviewerReader()),
                  background,
                  shell.clock(),
                  shell.zone()));
    } finally {
      background.shutdown();
    }
  }

  private void browse(URI address) {
    shell.note("Sign in with your browser: " + address);
    shell.prompt().browse(address);
  }
}
