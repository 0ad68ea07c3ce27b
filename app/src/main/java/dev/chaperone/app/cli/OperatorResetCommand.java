package dev.chaperone.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Throws a forgotten passphrase away, for everybody to see. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = {
      "Throw the operator's passphrase away without knowing it. No gateway may run on the folder;"
          + " that it happened is recorded for good, and doctor says so."
    })
final class OperatorResetCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  OperatorResetCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (!yes) {
      throw new CommandFailure(
          Exit.USAGE,
          "this leaves the gateway unprotected until a passphrase is set again, and is recorded;"
              + " if that is meant: chaperone operator reset --yes");
    }
    data.door(shell, "operator reset").resetOperators();
    shell
        .out()
        .println(
            "There is no passphrase now, and the recordings say that it was reset. Next: chaperone"
                + " operator set-passphrase");
    shell.out().flush();
    return Exit.OK;
  }
}
