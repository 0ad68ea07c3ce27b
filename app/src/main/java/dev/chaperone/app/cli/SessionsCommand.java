package dev.chaperone.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done with sessions. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description = "List and show what agents did.",
    subcommands = {
      SessionsListCommand.class,
      SessionsShowCommand.class,
      SessionsUnsealCommand.class
    })
final class SessionsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: sessions list, show or unseal");
  }
}
