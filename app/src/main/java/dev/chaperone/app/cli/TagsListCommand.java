package dev.chaperone.app.cli;

import dev.chaperone.console.Console;
import dev.chaperone.console.TagOverview;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the columns seen with their tags, what detectors found, and tables that inherited. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "List columns that results came from with their tags, what detectors found, and tables that"
          + " agents' statements filled.",
      "With --json: {\"columns\":[{\"table\",\"path\",\"tags\",\"method\",\"times\",\"last\"}],"
          + "\"finds\":[{\"column\",\"detector\",\"reaction\",\"values\",\"last\"}],"
          + "\"derived\":[{\"table\",\"up_to\",\"how\",\"agent\",\"session\",\"at\",\"revoked\","
          + "\"revoked_reason\",\"revoked_by\","
          + "\"columns\":[{\"path\",\"origins\",\"tags\",\"method\"}]}]}"
    })
final class TagsListCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private JsonOption json = new JsonOption();

  TagsListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    TagOverview tags =
        new OperatorVisit(shell, data, "tags list").asking(Console::tags, TagOverview.NONE);
    if (json.isOn()) {
      JsonOption.print(shell.out(), HoldDocuments.tags(tags));
    } else {
      new TagPrinter(shell).print(tags);
    }
    shell.out().flush();
    return Exit.OK;
  }
}
