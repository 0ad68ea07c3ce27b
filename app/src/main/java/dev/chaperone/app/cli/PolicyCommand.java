package dev.chaperone.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done with policies. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Show and confirm the policy in force; check and test others.",
    subcommands = {
      PolicyShowCommand.class,
      PolicyStatusCommand.class,
      PolicyConfirmCommand.class,
      PolicyCheckCommand.class,
      PolicyTestCommand.class
    })
final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: policy show, status, confirm, check or test");
  }
}
