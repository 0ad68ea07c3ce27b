package dev.chaperone.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done with agents. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    description = "Create, list and revoke agents.",
    subcommands = {AgentAddCommand.class, AgentListCommand.class, AgentRevokeCommand.class})
final class AgentCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: agent add, list or revoke");
  }
}
