package dev.chaperone.app.cli;

import dev.chaperone.app.window.Windows;
import dev.chaperone.ui.launch.ConsoleSetup;
import dev.chaperone.ui.launch.NoWindowException;
import java.util.Optional;

/** A machine without a display, whatever the one is that runs the tests. */
final class NoWindows implements Windows {
  static final String WHY = "No window: there is no display in this test.";

  @Override
  public Optional<String> obstacle() {
    return Optional.of(WHY);
  }

  @Override
  public void show(ConsoleSetup setup) throws NoWindowException {
    throw new NoWindowException(WHY);
  }
}
