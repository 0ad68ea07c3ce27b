package dev.chaperone.app.cli;

import dev.chaperone.app.host.Door;
import dev.chaperone.console.OperatorProof;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the reviewer's key out of use. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Seal for nobody from now on: what the policy wants sealed is refused. What is sealed"
          + " already can still be opened with its private key."
    })
final class ReviewerRemoveCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();

  ReviewerRemoveCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Door.Visit visit = data.visit(shell, "reviewer remove", proof, OperatorProof.SHORTEST)) {
      new Unlocking(shell, proof).doing(visit.console(), () -> visit.console().removeReviewerKey());
    }
    shell.out().println("No reviewer's key is in use any more.");
    shell.out().flush();
    return Exit.OK;
  }
}
