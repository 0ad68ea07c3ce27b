package dev.chaperone.app.cli;

import dev.chaperone.app.json.Json;
import dev.chaperone.console.Console;
import dev.chaperone.console.TagOverview;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes back what a table has inherited so far. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "Take back the tags a table has inherited so far: it is masked no more than other tables."
          + " What is put into it later counts again.",
      "With --json: {\"table\",\"up_to\",\"state\"}"
    })
final class TagsRevokeCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "TABLE",
      description = "A table that inherited, as PROJECT.DATASET.TABLE or an end of that.")
  private String table = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why it holds nothing that is to be masked; it is recorded.")
  private String reason = "";

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();
  @Mixin private JsonOption json = new JsonOption();

  TagsRevokeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (reason.isBlank()) {
      throw new CommandFailure(Exit.USAGE, "say why: --reason TEXT; it is recorded");
    }
    TagOverview.Derived revoked =
        new OperatorVisit(shell, data, "tags revoke").governing(proof, this::revoke);
    if (json.isOn()) {
      JsonOption.print(
          shell.out(),
          Json.MAPPER
              .createObjectNode()
              .put("table", revoked.table())
              .put("up_to", revoked.upTo())
              .put("state", "revoked"));
    } else {
      shell.out().println("Took back what " + revoked.table() + " has inherited so far.");
    }
    shell.out().flush();
    return Exit.OK;
  }

  private TagOverview.Derived revoke(Console console) {
    TagOverview.Derived newest = newest(console.tags().derived());
    console.revokeTags(newest.table(), newest.upTo(), reason);
    return newest;
  }

  /** What a person means must be one table; of that, the newest frame covers all before. */
  private TagOverview.Derived newest(List<TagOverview.Derived> derived) {
    List<TagOverview.Derived> open =
        derived.stream().filter(one -> !one.revoked()).filter(this::isMeant).toList();
    List<String> tables = open.stream().map(TagOverview.Derived::table).distinct().toList();
    if (tables.size() > 1 && !tables.contains(table)) {
      throw new CommandFailure(
          Exit.NOT_FOUND,
          table + " fits " + String.join(" and ", tables) + "; give all of the name");
    }
    String meant = tables.contains(table) ? table : tables.stream().findFirst().orElse("");
    return open.stream()
        .filter(one -> one.table().equals(meant))
        .max((a, b) -> Long.compare(a.upTo(), b.upTo()))
        .orElseThrow(
            () ->
                new CommandFailure(
                    Exit.NOT_FOUND,
                    "no table "
                        + table
                        + " has inherited anything that is in force; list them: chaperone tags"
                        + " list"));
  }

  private boolean isMeant(TagOverview.Derived one) {
    return one.table().equals(table) || one.table().endsWith("." + table);
  }
}
