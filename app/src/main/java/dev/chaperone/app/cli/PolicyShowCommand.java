package dev.chaperone.app.cli;

import dev.chaperone.app.text.Lines;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the text of the policy in force. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Print the text of the policy in force.")
final class PolicyShowCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private AttachOption data = new AttachOption();

  PolicyShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    PolicyInForce.of(shell, data, "policy show")
        .text()
        .lines()
        .map(Lines::visible)
        .forEach(shell.out()::println);
    shell.out().flush();
    return Exit.OK;
  }
}
