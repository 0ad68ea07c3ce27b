package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.text.Lines;
import dev.chaperone.app.text.Units;
import dev.chaperone.console.ReviewerStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells which reviewer's key is in use, and which ones were. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Tell which reviewer's key originals are sealed for, and which ones before.")
final class ReviewerListCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private JsonOption json = new JsonOption();

  ReviewerListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Door.Visit visit = data.visit(shell, "reviewer list")) {
      ReviewerStatus status = visit.console().reviewers();
      if (json.isOn()) {
        JsonOption.print(shell.out(), document(status));
      } else {
        print(status);
      }
    }
    shell.out().flush();
    return Exit.OK;
  }

  private void print(ReviewerStatus status) {
    if (!status.problem().isEmpty()) {
      shell.out().println(Lines.oneLine(status.problem()));
    } else if (status.keyId().isEmpty()) {
      shell.out().println("No reviewer's key is in use: chaperone reviewer create --out FILE");
    } else {
      Fields fields = new Fields(shell.out());
      fields.heading("In use " + status.keyId());
      fields.field("name", Lines.oneLine(status.name()));
      fields.field("public key", status.publicKey());
    }
    for (ReviewerStatus.Change change : status.changes()) {
      shell
          .out()
          .println(
              Units.dateTime(change.at(), shell.zone())
                  + "  "
                  + Lines.oneLine(change.change() + "  " + change.keyId()));
    }
  }

  private static ObjectNode document(ReviewerStatus status) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("id", status.keyId()).put("name", status.name());
    document.put("public_key", status.publicKey()).put("problem", status.problem());
    ArrayNode changes = document.putArray("changes");
    for (ReviewerStatus.Change change : status.changes()) {
      changes
          .addObject()
          .put("id", change.keyId())
          .put("change", change.change())
          .put("at", change.at().toString());
    }
    return document;
  }
}
