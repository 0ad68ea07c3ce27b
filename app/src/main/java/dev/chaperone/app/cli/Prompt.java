package dev.chaperone.app.cli;

import java.net.URI;
import java.util.Optional;

/** Asks a person at the terminal for what must not be seen, whatever standard input is. */
public interface Prompt {

  /**
   * Asks without echo; the caller wipes the answer. Empty if nobody can be asked, or they ended the
   * input.
   */
  Optional<char[]> secret(String question);

  /** Shows an address in the system's browser, as far as there is one. */
  default void browse(URI address) {}

  /** Where there is no terminal. */
  static Prompt none() {
    return question -> Optional.empty();
  }
}
