package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.text.Table;
import dev.chaperone.app.text.Units;
import dev.chaperone.recordings.AgentRecord;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the agents, those that have ended too. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List the agents.")
final class AgentListCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private JsonOption json = new JsonOption();

  AgentListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<AgentRecord> agents = List.of();
    if (!data.isNothing(shell)) {
      try (Door.Visit visit = data.visit(shell, "agent list")) {
        agents = visit.console().agents();
      }
    }
    if (json.isOn()) {
      printJson(agents);
    } else if (agents.isEmpty()) {
      shell.out().println("No agents in " + data.place(shell) + ".");
      shell.out().println("Next: chaperone agent add NAME");
    } else {
      printTable(agents);
    }
    shell.out().flush();
    return Exit.OK;
  }

  private void printTable(List<AgentRecord> agents) {
    Table table = Table.of("AGENT", "STATE", "CREATED", "ENDS", "GROUPS", "MODEL", "PURPOSE");
    for (AgentRecord agent : agents) {
      table.row(
          agent.name(),
          state(agent),
          Units.dateTime(agent.created(), shell.zone()),
          Units.dateTime(agent.expires(), shell.zone()),
          String.join(",", agent.groups()),
          agent.model(),
          agent.purpose());
    }
    table.lines(shell.width()).forEach(shell.out()::println);
  }

  private void printJson(List<AgentRecord> agents) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    ArrayNode list = document.putArray("agents");
    for (AgentRecord agent : agents) {
      ObjectNode entry = list.addObject();
      entry.put("agent", agent.name()).put("state", state(agent));
      agent.groups().forEach(entry.putArray("groups")::add);
      entry.put("model", agent.model()).put("purpose", agent.purpose());
      entry.put("created", agent.created().toString()).put("expires", agent.expires().toString());
    }
    JsonOption.print(shell.out(), document);
  }

  private String state(AgentRecord agent) {
    if (agent.revoked()) {
      return "revoked";
    }
    return shell.clock().instant().isBefore(agent.expires()) ? "active" : "expired";
  }
}
