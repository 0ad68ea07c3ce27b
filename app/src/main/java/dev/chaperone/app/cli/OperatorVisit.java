package dev.chaperone.app.cli;

import dev.chaperone.app.host.Door;
import dev.chaperone.app.text.ShellText;
import dev.chaperone.console.Console;
import java.util.function.Function;

/** Visits a data folder for an operator: with what is recorded, or with the gateway that runs. */
final class OperatorVisit {
  private final Shell shell;
  private final DataOption data;
  private final String command;

  OperatorVisit(Shell shell, DataOption data, String command) {
    this.shell = shell;
    this.data = data;
    this.command = command;
  }

  /** Asks, whether a gateway runs or not; where nothing was ever recorded, makes nothing. */
  <T> T asking(Function<Console, T> question, T ofNothing) {
    if (!data.folder(shell).isUsed()) {
      return ofNothing;
    }
    try (Door.Visit visit = data.visit(shell, command)) {
      return question.apply(visit.console());
    }
  }

  /** Does what only a running gateway can do. */
  <T> T withGateway(Function<Console, T> deed) {
    if (!data.folder(shell).isUsed()) {
      throw notRunning();
    }
    try (Door.Visit visit = data.visit(shell, command)) {
      if (visit.console().status().gateway().isEmpty()) {
        throw notRunning();
      }
      return deed.apply(visit.console());
    }
  }

  /** Does what only an operator may have a running gateway do. */
  <T> T governing(ProofOption proof, Function<Console, T> deed) {
    return withGateway(
        console -> new Unlocking(shell, proof).doing(console, () -> deed.apply(console)));
  }

  private CommandFailure notRunning() {
    String folder = data.folder(shell).toString();
    return new CommandFailure(
        Exit.NOT_RUNNING,
        "no gateway runs on "
            + folder
            + "; start one first: chaperone serve"
            + (data.isGiven() ? " --data " + ShellText.quoted(folder) : ""));
  }
}
