package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.text.Table;
import dev.chaperone.app.text.Units;
import dev.chaperone.recordings.HoldSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists held requests, newest first. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the requests that wait for a decision or for being carried out.")
final class HoldsListCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--all", description = "List those too that are over.")
  private boolean all;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private JsonOption json = new JsonOption();

  HoldsListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<HoldSummary> holds =
        new OperatorVisit(shell, data, "holds list")
            .asking(console -> console.holds(HoldFinder.SEARCHED), List.<HoldSummary>of()).stream()
                .filter(hold -> all || HoldFinder.OPEN.contains(hold.state()))
                .toList();
    if (json.isOn()) {
      printJson(holds);
    } else if (holds.isEmpty()) {
      shell.out().println(all ? "Nothing was held yet." : "Nothing waits.");
    } else {
      printTable(holds);
    }
    shell.out().flush();
    return Exit.OK;
  }

  private void printTable(List<HoldSummary> holds) {
    Instant now = shell.clock().instant();
    Table table =
        Table.of("HOLD", "STATE", ">AGE", "AGENT", "WHAT", "WHY", ">BYTES", ">EXPIRES IN");
    for (HoldSummary hold : holds) {
      table.row(
          hold.id(),
          hold.state(),
          coarse(Duration.between(hold.created(), now)),
          hold.owner().agent(),
          what(hold),
          hold.reason(),
          Units.bytes(hold.bytes()),
          HoldFinder.OPEN.contains(hold.state())
              ? coarse(Duration.between(now, hold.expires()))
              : "");
    }
    table.lines(shell.width()).forEach(shell.out()::println);
  }

  /** The first line of the statement, or what was called. */
  private static String what(HoldSummary hold) {
    return hold.sql()
        .strip()
        .lines()
        .findFirst()
        .orElse(
            hold.apiMethod().isEmpty() ? hold.httpMethod() + " " + hold.path() : hold.apiMethod());
  }

  /** The largest unit is enough to see what is urgent; what is past is nothing. */
  private static String coarse(Duration time) {
    if (time.isNegative()) {
      return "0 s";
    }
    if (time.toMinutes() == 0) {
      return time.toSeconds() + " s";
    }
    if (time.toHours() == 0) {
      return time.toMinutes() + " min";
    }
    return time.toDays() < 3 ? time.toHours() + " h" : time.toDays() + " d";
  }

  private void printJson(List<HoldSummary> holds) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    ArrayNode list = document.putArray("holds");
    holds.forEach(hold -> list.add(HoldDocuments.summary(hold)));
    JsonOption.print(shell.out(), document);
  }
}
