package dev.chaperone.app.cli;

import dev.chaperone.app.host.Door;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.ReviewerStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Chooses the reviewer's key that originals are sealed for. */
@Command(
    name = "use",
    mixinStandardHelpOptions = true,
    description = "Seal originals for this reviewer's public key from now on.")
final class ReviewerUseCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "PUBLICKEY", description = "As reviewer create prints it.")
  private String publicKey = "";

  @Option(names = "--name", paramLabel = "N", description = "The reviewer's name, for people.")
  private String name = "";

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();

  ReviewerUseCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Door.Visit visit = data.visit(shell, "reviewer use", proof, OperatorProof.SHORTEST)) {
      ReviewerStatus status =
          new Unlocking(shell, proof)
              .doing(visit.console(), () -> visit.console().useReviewerKey(publicKey, name));
      shell.out().println("Originals are sealed for " + status.keyId() + " from now on.");
    }
    shell.out().flush();
    return Exit.OK;
  }
}
