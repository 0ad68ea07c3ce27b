package dev.chaperone.app.cli;

import dev.chaperone.app.control.ConsoleAddress;
import dev.chaperone.app.control.Fingerprint;
import dev.chaperone.app.control.KnownConsoles;
import dev.chaperone.app.control.RemotePort;
import dev.chaperone.app.host.Door;
import dev.chaperone.console.Console;
import dev.chaperone.console.OperatorProof;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say on which gateway a command works: the one of a data folder here, or one on
 * another machine, over its console port.
 */
final class AttachOption extends DataOption {
  @Option(
      names = "--console",
      paramLabel = "HOST:PORT",
      description = {
        "Work with a gateway on another machine, over its console port (serve --console-port),"
            + " after a login by the operator's passphrase."
      })
  private @Nullable String console;

  @Option(
      names = "--console-fingerprint",
      paramLabel = "SHA256",
      description = {
        "The certificate the console port has to show, as serve prints it; without, the one of the"
            + " first visit."
      })
  private @Nullable String fingerprint;

  @Option(
      names = "--console-passphrase-file",
      paramLabel = "FILE",
      description = {
        "For scripts: take the passphrase for --console from the file's first line, or with - from"
            + " standard input's."
      })
  private @Nullable Path passphrase;

  /** Whether a console port was named. */
  boolean isRemote() {
    return console != null;
  }

  /**
   * Whether nothing was ever recorded where a command would look. Throws a {@link CommandFailure}
   * if the options do not go together.
   */
  boolean isNothing(Shell shell) {
    requireSense();
    return !goesFar(shell) && !folder(shell).isUsed();
  }

  private boolean goesFar(Shell shell) {
    return isRemote() || !isGiven() && shell.held().filter(HeldConsole::remote).isPresent();
  }

  /** Where it works, for a person. */
  String place(Shell shell) {
    return goesFar(shell)
        ? "the gateway" + (console == null ? "" : " at " + console)
        : folder(shell).toString();
  }

  /** The console port that was named; its consoles answer only after a login. */
  RemotePort port(Shell shell) {
    return new RemotePort(
        given(console, ConsoleAddress::parse)
            .orElseThrow(() -> new IllegalStateException("no console port was named")),
        given(fingerprint, Fingerprint::parse),
        new KnownConsoles(shell.preferences()),
        shell::note);
  }

  private static <T> Optional<T> given(@Nullable String text, Function<String, T> parsing) {
    try {
      return Optional.ofNullable(text).map(parsing);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  /** Throws a {@link CommandFailure} if the options do not go together. */
  void requireSense() {
    if (!isRemote() && (fingerprint != null || passphrase != null)) {
      throw new CommandFailure(
          Exit.USAGE, "--console-fingerprint and --console-passphrase-file go with --console.");
    }
    if (isRemote() && isGiven()) {
      throw new CommandFailure(Exit.USAGE, "--data and --console exclude each other.");
    }
  }

  boolean takesPassphraseFromFile() {
    return passphrase != null;
  }

  @Override
  Door.Visit visit(Shell shell, String command) {
    return visit(shell, command, ProofOption.forConsole(), OperatorProof.SHORTEST);
  }

  /**
   * As {@link #visit(Shell, String)}.
   *
   * @param proof where a passphrase for a console port comes from, unless an option says
   * @param idle how long an operator session begun over it lasts unused
   */
  Door.Visit visit(Shell shell, String command, ProofOption proof, Duration idle) {
    requireSense();
    if (!isRemote()) {
      return super.visit(shell, command);
    }
    ProofOption source = passphrase == null ? proof : ProofOption.ofFile(passphrase);
    Console far = port(shell).open();
    try {
      new Unlocking(shell, source).unlock(far, idle);
    } catch (RuntimeException e) {
      far.close();
      throw e;
    }
    return new Door.Visit(far, far::close);
  }
}
