package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.text.Lines;
import dev.chaperone.app.text.Words;
import dev.chaperone.console.Console;
import dev.chaperone.console.OperatorStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * An operator's command line: one proof, then command after command over the same connection. The
 * session is nothing but that connection, so there is no token that somebody could find.
 */
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    description = {
      "Prove to be an operator, then type commands (holds list, holds approve last, …) until exit."
          + " The session lives in this process alone and ends with it."
    })
final class OperatorLoginCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long the session lasts unused, 1 to 60 (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();

  OperatorLoginCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (shell.held().isPresent()) {
      throw new CommandFailure(Exit.USAGE, "you are logged in already; exit leaves");
    }
    if (minutes < 1 || minutes > 60) {
      throw new CommandFailure(Exit.USAGE, "--minutes takes a number from 1 to 60.");
    }
    return new OperatorVisit(shell, data, "operator login")
        .withGateway(proof, Duration.ofMinutes(minutes), this::work);
  }

  private int work(Console console) {
    OperatorStatus status = console.operator();
    status =
        switch (status.state()) {
          case LOCKED -> new Unlocking(shell, proof).unlock(console, Duration.ofMinutes(minutes));
          case UNLOCKED, UNPROTECTED -> status;
          case REFUSING -> throw new CommandFailure(Exit.OPERATOR, status.told());
        };
    shell.note(Lines.oneLine(status.told()) + "; exit leaves");
    return commands(data.folder(shell), console);
  }

  private int commands(DataFolder folder, Console console) {
    CommandLineRunner runner =
        new CommandLineRunner(shell.holding(new HeldConsole(folder, console, data.isRemote())));
    int last = Exit.OK;
    while (true) {
      Optional<String> line = next();
      if (line.isEmpty() || line.get().strip().matches("exit|quit|logout|lock")) {
        return last;
      }
      last = run(runner, line.get(), last);
    }
  }

  private int run(CommandLineRunner runner, String line, int last) {
    try {
      List<String> words = Words.of(line);
      List<String> command =
          !words.isEmpty() && words.getFirst().matches("(\\./)?chaperone")
              ? words.subList(1, words.size())
              : words;
      if (command.isEmpty()) {
        return last;
      }
      if (List.of("serve", "demo", "sandbox", "operator").contains(command.getFirst())
          && !command.contains("status")) {
        shell.note("chaperone: " + command.getFirst() + " has a command line of its own");
        return Exit.USAGE;
      }
      if (data.isRemote() && List.of("connect", "verify", "doctor").contains(command.getFirst())) {
        shell.note("chaperone: " + command.getFirst() + " is for the gateway's own machine");
        return Exit.USAGE;
      }
      return runner.run(command);
    } catch (IllegalArgumentException e) {
      shell.note("chaperone: " + e.getMessage());
      return Exit.USAGE;
    }
  }

  private Optional<String> next() {
    if (shell.terminal()) {
      shell.out().print("operator> ");
      shell.out().flush();
    }
    try {
      return InputLines.line(shell.in());
    } catch (IOException e) {
      throw new CommandFailure(Exit.FAILED, "standard input cannot be read", e);
    }
  }
}
