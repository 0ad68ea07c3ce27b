package dev.chaperone.app.cli;

import dev.chaperone.app.text.Lines;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a policy into force that waits because it permits more. */
@Command(
    name = "confirm",
    mixinStandardHelpOptions = true,
    description = "Put a policy into force that waits because it permits more.")
final class PolicyConfirmCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "SHA256",
      description = "The whole SHA-256 of its text, as policy status tells it.")
  private String sha256 = "";

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();

  PolicyConfirmCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    // Whole, so that nobody confirms another text than the one that was read.
    if (!sha256.matches("[0-9A-Fa-f]{64}")) {
      throw new CommandFailure(
          Exit.USAGE, "that is no SHA-256; chaperone policy status tells the one that waits");
    }
    String confirmed = sha256.toLowerCase(Locale.ROOT);
    new OperatorVisit(shell, data, "policy confirm")
        .governing(
            proof,
            console -> {
              console.confirmPolicy(confirmed);
              return confirmed;
            });
    shell.out().println(Lines.oneLine("In force: " + confirmed));
    shell.out().flush();
    return Exit.OK;
  }
}
