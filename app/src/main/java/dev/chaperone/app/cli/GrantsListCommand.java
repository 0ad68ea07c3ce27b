package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.text.Table;
import dev.chaperone.app.text.Units;
import dev.chaperone.recordings.GrantSummary;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the grants, those that have ended too. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List the grants.")
final class GrantsListCommand implements Callable<Integer> {
  static final int SEARCHED = 10_000;

  private final Shell shell;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private JsonOption json = new JsonOption();

  GrantsListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<GrantSummary> grants =
        new OperatorVisit(shell, data, "grants list")
            .asking(console -> console.grants(SEARCHED), List.of());
    if (json.isOn()) {
      printJson(grants);
    } else if (grants.isEmpty()) {
      shell.out().println("Nothing is granted.");
    } else {
      printTable(grants);
    }
    shell.out().flush();
    return Exit.OK;
  }

  private void printTable(List<GrantSummary> grants) {
    Table table =
        Table.of("GRANT", "STATE", "AGENT", ">LEFT", ">BYTES EACH", "EXPIRES", "HOLD", "TABLES");
    for (GrantSummary grant : grants) {
      table.row(
          grant.id(),
          state(grant),
          grant.owner().agent(),
          grant.left() + " of " + grant.count(),
          Units.bytes(grant.maximumBytes()),
          Units.dateTime(grant.expires(), shell.zone()),
          grant.hold(),
          String.join(", ", grant.tables()));
    }
    table.lines(shell.width()).forEach(shell.out()::println);
  }

  private void printJson(List<GrantSummary> grants) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    ArrayNode list = document.putArray("grants");
    grants.forEach(grant -> list.add(HoldDocuments.grant(grant).put("state", state(grant))));
    JsonOption.print(shell.out(), document);
  }

  private String state(GrantSummary grant) {
    if (grant.revoked()) {
      return "revoked";
    }
    if (grant.left() == 0) {
      return "used up";
    }
    return shell.clock().instant().isBefore(grant.expires()) ? "active" : "expired";
  }
}
