package dev.chaperone.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what is done with reviewers' keys. */
@Command(
    name = "reviewer",
    mixinStandardHelpOptions = true,
    description = "Make and choose the key that originals of answers are sealed for.",
    subcommands = {
      ReviewerCreateCommand.class,
      ReviewerListCommand.class,
      ReviewerUseCommand.class,
      ReviewerRemoveCommand.class
    })
final class ReviewerCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: reviewer create, list, use or remove");
  }
}
