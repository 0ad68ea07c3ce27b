package dev.chaperone.app.cli;

import dev.chaperone.app.json.Json;
import dev.chaperone.console.Console;
import dev.chaperone.recordings.GrantSummary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a grant: what it would have let through is held again. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = "Revoke a grant; what it let through is held from the next request on.")
final class GrantsRevokeCommand implements Callable<Integer> {
  private static final IdFinder<GrantSummary> FINDER =
      new IdFinder<>("grant", "grants list", GrantSummary::id);

  private final Shell shell;

  @Parameters(paramLabel = "ID", description = "A grant's id, the beginning of it, or \"last\".")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why; it is recorded.")
  private String reason = "";

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();
  @Mixin private JsonOption json = new JsonOption();

  GrantsRevokeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String revoked = new OperatorVisit(shell, data, "grants revoke").governing(proof, this::revoke);
    if (json.isOn()) {
      JsonOption.print(
          shell.out(), Json.MAPPER.createObjectNode().put("id", revoked).put("state", "revoked"));
    } else {
      shell.out().println("Revoked the grant " + revoked + ".");
    }
    shell.out().flush();
    return Exit.OK;
  }

  private String revoke(Console console) {
    String found = FINDER.find(console.grants(GrantsListCommand.SEARCHED), id).id();
    console.revokeGrant(found, reason);
    return found;
  }
}
