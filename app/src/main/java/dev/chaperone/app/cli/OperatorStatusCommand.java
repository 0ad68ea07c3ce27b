package dev.chaperone.app.cli;

import dev.chaperone.app.host.Door;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.text.Lines;
import dev.chaperone.console.OperatorStatus;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what protects governing. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Say whether governing needs an operator session, and whether this is one.")
final class OperatorStatusCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private JsonOption json = new JsonOption();

  OperatorStatusCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Door.Visit visit = data.visit(shell, "operator status")) {
      OperatorStatus status = visit.console().operator();
      if (json.isOn()) {
        JsonOption.print(
            shell.out(),
            Json.MAPPER
                .createObjectNode()
                .put("state", status.state().name().toLowerCase(Locale.ROOT))
                .put("identity", status.identity())
                .put("session", status.session())
                .put("told", status.told()));
      } else {
        shell.out().println(Lines.oneLine(status.told()));
      }
    }
    shell.out().flush();
    return Exit.OK;
  }
}
