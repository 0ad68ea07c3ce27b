package dev.chaperone.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the passphrase of a reviewer's key file comes from: never the operator's passphrase. */
final class KeyProofOption {
  @Option(
      names = "--key-passphrase-file",
      paramLabel = "FILE",
      description = {
        "For scripts: take the key file's passphrase from the first line of an owner-only file, or"
            + " with - from standard input's."
      })
  private @Nullable Path file;

  /** Asks at the terminal unless a file was named. */
  ProofOption source() {
    return file == null
        ? ProofOption.atTerminal("--key-passphrase-file takes it from a file or standard input")
        : ProofOption.ofFile(file);
  }
}
