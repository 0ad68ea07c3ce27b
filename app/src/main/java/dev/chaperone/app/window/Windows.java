package dev.chaperone.app.window;

import dev.chaperone.ui.launch.ConsoleLauncher;
import dev.chaperone.ui.launch.ConsoleSetup;
import dev.chaperone.ui.launch.NoWindowException;
import java.util.Optional;

/** Opens windows, where the machine can. */
public interface Windows {
  /** Why no window can be opened here, in one line; empty if one can. Starts nothing. */
  Optional<String> obstacle();

  /** Shows the window and returns when it was closed. */
  void show(ConsoleSetup setup) throws NoWindowException, InterruptedException;

  /** Real ones, on this machine's display. */
  static Windows real() {
    return new Windows() {
      @Override
      public Optional<String> obstacle() {
        return ConsoleLauncher.obstacle();
      }

      @Override
      public void show(ConsoleSetup setup) throws NoWindowException, InterruptedException {
        PrintedErrors.toLog();
        ConsoleLauncher.launch(setup);
      }
    };
  }
}
