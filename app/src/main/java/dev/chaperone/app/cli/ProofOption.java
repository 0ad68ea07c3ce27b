package dev.chaperone.app.cli;

import dev.chaperone.app.data.OwnerOnly;
import dev.chaperone.app.data.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an operator's passphrase comes from: the terminal, or for scripts standard input. */
final class ProofOption {
  @Option(
      names = "--passphrase-stdin",
      description = "Take the operator's passphrase from the first line of standard input.")
  private boolean fromInput;

  private String otherwise = "--passphrase-stdin takes it from standard input";
  private @Nullable Path file;

  /** For commands that need none but to log in over a console port. */
  static ProofOption forConsole() {
    ProofOption proof = new ProofOption();
    proof.otherwise = "--console-passphrase-file takes it from a file or standard input";
    return proof;
  }

  /** Asks at the terminal; without one, says what to do otherwise. */
  static ProofOption atTerminal(String otherwise) {
    ProofOption proof = new ProofOption();
    proof.otherwise = otherwise;
    return proof;
  }

  /**
   * From the first line of an owner-only file.
   *
   * @param file {@code -} is standard input
   */
  static ProofOption ofFile(Path file) {
    ProofOption proof = new ProofOption();
    proof.fromInput = file.toString().equals("-");
    proof.file = proof.fromInput ? null : file;
    return proof;
  }

  /** Asks; the caller wipes the answer. */
  char[] ask(Shell shell, String question) {
    if (file != null) {
      return fromFile(file);
    }
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
                            + " passphrase on; "
                            + otherwise));
  }

  private static char[] fromInput(Shell shell) {
    try {
      return InputLines.secret(shell.in())
          .orElseThrow(() -> new CommandFailure(Exit.OPERATOR, "standard input has no passphrase"));
    } catch (IOException e) {
      throw new CommandFailure(Exit.FAILED, "standard input cannot be read", e);
    }
  }

  private static char[] fromFile(Path file) {
    try {
      if (OwnerOnly.isOpenToOthers(file)) {
        throw new CommandFailure(
            Exit.OPERATOR,
            "other users can read " + file + ", so it is no secret; close it with chmod 600");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return InputLines.secret(in)
            .orElseThrow(() -> new CommandFailure(Exit.OPERATOR, file + " has no passphrase"));
      }
    } catch (IOException e) {
      throw new CommandFailure(Exit.FAILED, "the passphrase cannot be read: " + Reasons.of(e), e);
    }
  }

  /** A person may mistype; a script says the same again. */
  int tries() {
    return fromInput || file != null ? 1 : 3;
  }
}
