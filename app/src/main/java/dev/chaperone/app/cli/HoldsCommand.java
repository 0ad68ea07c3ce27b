package dev.chaperone.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done with held requests. */
@Command(
    name = "holds",
    mixinStandardHelpOptions = true,
    description = "List, show and decide on requests that were held for a person.",
    subcommands = {
      HoldsListCommand.class,
      HoldsShowCommand.class,
      HoldsApproveCommand.class,
      HoldsDenyCommand.class,
      HoldsEditCommand.class
    })
final class HoldsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: holds list, show, approve, deny or edit");
  }
}
