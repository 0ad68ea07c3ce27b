package dev.chaperone.ui.model.console;

import dev.chaperone.console.Console;

/** Opens a console: in this process, or attached to the one that owns the data folder. */
@FunctionalInterface
public interface ConsoleSource {
  /** Throws a {@link dev.chaperone.console.ConsoleException} that says what to do. */
  Console open();
}
