package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.json.Json;
import dev.chaperone.console.Console;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.HeldRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a held request with all that a decision can rest on. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show a held request: who asks, why it was held, what it touches, and its SQL.")
final class HoldsShowCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "ID", description = "A hold's id, the beginning of it, or \"last\".")
  private String id = "";

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private JsonOption json = new JsonOption();

  HoldsShowCommand(Shell shell) {
    this.shell = shell;
  }

  private record Shown(
      HoldSummary hold, Optional<HeldRequest> request, Map<String, Long> similar) {}

  @Override
  public Integer call() {
    Shown shown =
        new OperatorVisit(shell, data, "holds show")
            .asking(console -> Optional.of(shown(console)), Optional.<Shown>empty())
            .orElseThrow(
                () ->
                    new CommandFailure(
                        Exit.NOT_FOUND, "nothing is recorded yet in " + data.folder(shell)));
    if (json.isOn()) {
      printJson(shown);
    } else {
      print(shown);
    }
    shell.out().flush();
    return Exit.OK;
  }

  private Shown shown(Console console) {
    HoldSummary hold = HoldFinder.any(console, id);
    Optional<HeldRequest> request = console.heldRequest(hold.id());
    return new Shown(
        hold, request, request.map(r -> SimilarHolds.of(console, hold, r)).orElse(Map.of()));
  }

  private void print(Shown shown) {
    HoldPrinter printer = new HoldPrinter(shell);
    printer.summary(shown.hold());
    String similar =
        shown.similar().entrySet().stream()
            .map(state -> state.getValue() + " " + state.getKey())
            .collect(Collectors.joining(", "));
    shown.request().ifPresent(request -> printer.request(request, similar));
  }

  private void printJson(Shown shown) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.set("hold", HoldDocuments.summary(shown.hold()));
    shown.request().ifPresent(request -> document.set("request", HoldDocuments.request(request)));
    ObjectNode similar = document.putObject("similar");
    shown.similar().forEach(similar::put);
    JsonOption.print(shell.out(), document);
  }
}
