package dev.chaperone.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done with grants. */
@Command(
    name = "grants",
    mixinStandardHelpOptions = true,
    description = "List and revoke what was approved ahead.",
    subcommands = {GrantsListCommand.class, GrantsRevokeCommand.class})
final class GrantsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: grants list or revoke");
  }
}
