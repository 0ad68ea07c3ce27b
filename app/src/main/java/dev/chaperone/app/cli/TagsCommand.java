package dev.chaperone.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done with the policy's tags. */
@Command(
    name = "tags",
    mixinStandardHelpOptions = true,
    description = "List what is tagged and masked; take inherited tags back.",
    subcommands = {TagsListCommand.class, TagsRevokeCommand.class})
final class TagsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: tags list or revoke");
  }
}
