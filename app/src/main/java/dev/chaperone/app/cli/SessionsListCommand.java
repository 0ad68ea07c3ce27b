package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.text.Table;
import dev.chaperone.app.text.Units;
import dev.chaperone.recordings.SessionSummary;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the sessions, newest first. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the recorded sessions, newest first.")
final class SessionsListCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private JsonOption json = new JsonOption();

  SessionsListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<SessionSummary> sessions = List.of();
    if (!data.isNothing(shell)) {
      try (Door.Visit visit = data.visit(shell, "sessions list")) {
        sessions = visit.console().sessions(limit);
      }
    }
    if (json.isOn()) {
      printJson(sessions);
    } else if (sessions.isEmpty()) {
      shell.out().println("Nothing is recorded yet in " + data.place(shell) + ".");
      shell.out().println("Next: chaperone demo, or chaperone serve and chaperone connect");
    } else {
      printTable(sessions);
    }
    shell.out().flush();
    return Exit.OK;
  }

  private void printTable(List<SessionSummary> sessions) {
    Table table =
        Table.of(
            "SESSION",
            "AGENT",
            "STATE",
            "OPENED",
            ">REQUESTS",
            ">ERRORS",
            ">ROWS",
            ">SCANNED",
            ">DELIVERED",
            "CLIENT");
    for (SessionSummary session : sessions) {
      table.row(
          session.id().value(),
          session.identity().agent(),
          session.state(),
          Units.dateTime(session.opened(), shell.zone()),
          Units.count(session.exchanges()),
          Units.count(session.errors()),
          Units.count(session.rows()),
          Units.bytes(session.bytesProcessed()),
          Units.bytes(session.bytesDelivered()),
          session.client());
    }
    table.lines(shell.width()).forEach(shell.out()::println);
  }

  private void printJson(List<SessionSummary> sessions) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    ArrayNode list = document.putArray("sessions");
    sessions.forEach(session -> list.add(SessionDocuments.session(session)));
    JsonOption.print(shell.out(), document);
  }
}
