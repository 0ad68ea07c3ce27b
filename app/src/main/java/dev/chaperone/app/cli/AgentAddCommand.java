package dev.chaperone.app.cli;

import dev.chaperone.app.host.Door;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.text.ShellText;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.console.OperatorProof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates an agent and its token file. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Create an agent; prints where its token lies, never the token.")
final class AgentAddCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The agent's name.")
  private String name = "";

  @Option(names = "--group", paramLabel = "G", description = "A group it belongs to; repeatable.")
  private List<String> groups = new ArrayList<>();

  @Option(names = "--model", paramLabel = "M", description = "The model it runs on.")
  private String model = "";

  @Option(names = "--purpose", paramLabel = "P", description = "What it is for.")
  private String purpose = "";

  @Option(
      names = "--ttl",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "How long the agent lives, such as 12h or 30d.")
  private @Nullable Duration ttl;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();
  @Mixin private JsonOption json = new JsonOption();

  AgentAddCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    NewAgent wanted = new NewAgent(name, groups, model, purpose, Optional.ofNullable(ttl));
    try (Door.Visit visit = data.visit(shell, "agent add", proof, OperatorProof.SHORTEST)) {
      print(
          new Unlocking(shell, proof)
              .doing(visit.console(), () -> visit.console().createAgent(wanted)));
    }
    return Exit.OK;
  }

  private void print(IssuedAgent agent) {
    if (json.isOn()) {
      JsonOption.print(
          shell.out(),
          Json.MAPPER
              .createObjectNode()
              .put("agent", agent.name())
              .put("token_file", agent.tokenFile().toString()));
      return;
    }
    shell.out().println("Created the agent " + agent.name() + ".");
    shell
        .out()
        .println(
            "Its token lies in "
                + agent.tokenFile()
                + (data.isRemote() ? ", on the gateway's machine" : ""));
    shell.out().println("Next: chaperone connect env --agent " + ShellText.quoted(agent.name()));
    shell.out().flush();
  }
}
