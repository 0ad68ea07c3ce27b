package dev.chaperone.app.cli;

import dev.chaperone.console.HoldDecision;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Denies a held request. */
@Command(
    name = "deny",
    mixinStandardHelpOptions = true,
    description = "Deny a held request; the agent is told the reason.")
final class HoldsDenyCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private DecisionOptions options = new DecisionOptions();

  HoldsDenyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    return options.carryOut(shell, "holds deny", id -> new HoldDecision.Deny(id, options.reason()));
  }
}
