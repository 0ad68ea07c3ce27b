package dev.chaperone.app.cli;

import dev.chaperone.app.host.Door;
import dev.chaperone.app.json.Json;
import dev.chaperone.console.OperatorProof;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends an agent: all its tokens are void at once. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = "Revoke an agent; its tokens are void from the next request on.")
final class AgentRevokeCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The agent's name.")
  private String name = "";

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();
  @Mixin private JsonOption json = new JsonOption();

  AgentRevokeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Door.Visit visit = data.visit(shell, "agent revoke", proof, OperatorProof.SHORTEST)) {
      new Unlocking(shell, proof)
          .doing(
              visit.console(),
              () -> {
                visit.console().revokeAgent(name);
                return name;
              });
    }
    if (json.isOn()) {
      JsonOption.print(
          shell.out(), Json.MAPPER.createObjectNode().put("agent", name).put("state", "revoked"));
    } else {
      shell.out().println("Revoked the agent " + name + ": its tokens are void.");
      shell.out().flush();
    }
    return Exit.OK;
  }
}
