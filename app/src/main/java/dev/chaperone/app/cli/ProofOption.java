package dev.chaperone.app.cli;

import java.io.IOException;
import picocli.CommandLine.Option;

/** Where an operator's passphrase comes from: the terminal, or for scripts standard input. */
final class ProofOption {
  @Option(
      names = "--passphrase-stdin",
      description = "Take the operator's passphrase from the first line of standard input.")
  private boolean fromInput;

  /** Asks; the caller wipes the answer. */
  char[] ask(Shell shell, String question) {
    return fromInput
        ? fromInput(shell)
        : shell
            .prompt()
            .secret(question)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        Exit.OPERATOR,
                        "only an operator may do that, and there is no terminal to ask for the"
                            + " passphrase on; --passphrase-stdin takes it from standard input"));
  }

  private static char[] fromInput(Shell shell) {
    try {
      return InputLines.secret(shell.in())
          .orElseThrow(() -> new CommandFailure(Exit.OPERATOR, "standard input has no passphrase"));
    } catch (IOException e) {
      throw new CommandFailure(Exit.FAILED, "standard input cannot be read", e);
    }
  }

  /** A person may mistype; a script says the same again. */
  int tries() {
    return fromInput ? 1 : 3;
  }
}
