package dev.chaperone.app.cli;

import dev.chaperone.app.host.Door;
import dev.chaperone.console.Console;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.proxy.seal.ReviewerReader;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints sealed originals, opened in this process with the reviewer's private key. */
@Command(
    name = "unseal",
    mixinStandardHelpOptions = true,
    description = {
      "Print the sealed originals of a session's answers, opened with the reviewer's private key."
          + " Only an operator may; each opening is put on record first. Nothing is written to"
          + " disk."
    })
final class SessionsUnsealCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      index = "0",
      paramLabel = "SESSION",
      description = "A session's id, the beginning or end of it, or \"last\".")
  private String session = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "EXCHANGE",
      description = "One request's id, or the beginning or end of it (default: all).")
  private String exchange = "";

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "The private key, as reviewer create wrote it.")
  private Path key = Path.of("");

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();
  @Mixin private KeyProofOption keyProof = new KeyProofOption();

  SessionsUnsealCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Door.Visit visit = data.visit(shell, "sessions unseal", proof, OperatorProof.SHORTEST)) {
      Console console = visit.console();
      SessionId id = SessionFinder.find(console, session).id();
      List<ExchangeId> wanted = sealed(console, id);
      char[] passphrase = keyProof.source().ask(shell, "Passphrase of the private key: ");
      boolean whole = true;
      try {
        for (ExchangeId one : wanted) {
          whole &= print(console, id, one, passphrase, wanted.size() > 1);
        }
      } finally {
        Arrays.fill(passphrase, '\0');
      }
      return whole ? Exit.OK : Exit.FAILED;
    }
  }

  private List<ExchangeId> sealed(Console console, SessionId id) {
    Set<ExchangeId> found = new LinkedHashSet<>();
    console.frameHeads(
        id,
        1,
        head -> {
          if (head.type().equals(FrameType.SEALED.code())) {
            head.exchange().filter(this::isWanted).ifPresent(found::add);
          }
        });
    if (found.isEmpty()) {
      throw new CommandFailure(
          Exit.NOT_FOUND, "nothing of that is sealed in session " + id.value());
    }
    if (found.size() > 1 && !exchange.isEmpty()) {
      throw new CommandFailure(
          Exit.NOT_FOUND, exchange + " fits " + found.size() + " requests; give more of the id");
    }
    return List.copyOf(found);
  }

  private boolean isWanted(ExchangeId id) {
    return id.value().startsWith(exchange) || id.value().endsWith(exchange);
  }

  private boolean print(
      Console console, SessionId id, ExchangeId one, char[] passphrase, boolean titled) {
    if (titled) {
      shell.note("request " + one.value());
    }
    boolean whole =
        new Unlocking(shell, proof)
            .doing(
                console,
                () ->
                    new ReviewerReader()
                        .read(
                            console,
                            id,
                            one,
                            key,
                            passphrase,
                            piece -> shell.out().write(piece, 0, piece.length)));
    shell.out().println();
    shell.out().flush();
    if (!whole) {
      shell.note(
          "chaperone: the original of request "
              + one.value()
              + " ends early: the answer was cut off, or its end was taken away (chaperone verify"
              + " tells)");
    }
    return whole;
  }
}
