package dev.chaperone.app.cli;

import dev.chaperone.app.host.Door;
import dev.chaperone.app.text.ShellText;
import dev.chaperone.console.Console;
import dev.chaperone.console.OperatorProof;
import java.time.Duration;
import java.util.function.Function;

/** Visits a data folder for an operator: with what is recorded, or with the gateway that runs. */
final class OperatorVisit {
  private final Shell shell;
  private final AttachOption data;
  private final String command;

  OperatorVisit(Shell shell, AttachOption data, String command) {
    this.shell = shell;
    this.data = data;
    this.command = command;
  }

  /** Asks, whether a gateway runs or not; where nothing was ever recorded, makes nothing. */
  <T> T asking(Function<Console, T> question, T ofNothing) {
    if (data.isNothing(shell)) {
      shell.note("nothing was ever recorded in " + data.place(shell) + "; --data names another");
      return ofNothing;
    }
    try (Door.Visit visit = data.visit(shell, command)) {
      return question.apply(visit.console());
    }
  }

  /** Does what only a running gateway can do. */
  <T> T withGateway(Function<Console, T> deed) {
    return withGateway(ProofOption.forConsole(), OperatorProof.SHORTEST, deed);
  }

  /**
   * The same.
   *
   * @param proof to log in over a console port, if that is where the gateway is
   * @param idle how long the operator session lasts unused that this begins
   */
  <T> T withGateway(ProofOption proof, Duration idle, Function<Console, T> deed) {
    if (data.isNothing(shell)) {
      throw notRunning();
    }
    try (Door.Visit visit = data.visit(shell, command, proof, idle)) {
      if (visit.console().status().gateway().isEmpty()) {
        throw notRunning();
      }
      return deed.apply(visit.console());
    }
  }

  /** Does what only an operator may have a running gateway do. */
  <T> T governing(ProofOption proof, Function<Console, T> deed) {
    return withGateway(
        proof,
        OperatorProof.SHORTEST,
        console -> new Unlocking(shell, proof).doing(console, () -> deed.apply(console)));
  }

  private CommandFailure notRunning() {
    if (data.isRemote()) {
      return new CommandFailure(
          Exit.NOT_RUNNING, "the process there runs no gateway; operator status says more");
    }
    String folder = data.folder(shell).toString();
    return new CommandFailure(
        Exit.NOT_RUNNING,
        "no gateway runs on "
            + folder
            + "; start one first: chaperone serve"
            + (data.isGiven() ? " --data " + ShellText.quoted(folder) : ""));
  }
}
