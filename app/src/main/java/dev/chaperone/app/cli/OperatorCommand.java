package dev.chaperone.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done to be told from an agent. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    description = "Set the operator's passphrase, and work as an operator.",
    subcommands = {
      OperatorLoginCommand.class,
      OperatorStatusCommand.class,
      OperatorSetPassphraseCommand.class,
      OperatorResetCommand.class
    })
final class OperatorCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: operator login, status, set-passphrase or reset");
  }
}
