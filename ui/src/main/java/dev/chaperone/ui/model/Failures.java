package dev.chaperone.ui.model;

import dev.chaperone.console.ConsoleException;

/** What failed, as a person is told. */
public final class Failures {
  private Failures() {}

  /** A console's own words; anything else is a fault of the program. */
  public static String text(RuntimeException failure) {
    return failure instanceof ConsoleException e && e.getMessage() != null
        ? e.getMessage()
        : "The window met a fault of its own ("
            + failure.getClass().getSimpleName()
            + "). Try again; if it stays, please report it with the log.";
  }
}
