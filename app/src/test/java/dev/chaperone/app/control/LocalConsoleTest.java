package dev.chaperone.app.control;

import dev.chaperone.console.Console;

class LocalConsoleTest extends ConsoleContract {
  @Override
  Console over(LocalConsole local) {
    return local;
  }

  @Override
  void closeWhatIsBetween() {}
}
