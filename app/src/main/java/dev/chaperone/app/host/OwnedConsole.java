package dev.chaperone.app.host;

import dev.chaperone.app.control.LocalConsole;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerLock;
import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.proxy.operator.OperatorAuth;
import dev.chaperone.proxy.operator.OperatorGuard;
import dev.chaperone.recordings.Recordings;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** A data folder opened by one command for its duration, since no gateway runs on it. */
final class OwnedConsole implements AutoCloseable {
  private final Closing closing = new Closing();
  private final Console console;

  OwnedConsole(
      OwnerLock lock,
      DataFolder data,
      Parts parts,
      BiFunction<Parts, DataFolder, Recordings> open,
      Instant started) {
    closing.add(lock);
    try {
      Recordings recordings = closing.add(open.apply(parts, data));
      OperatorGuard operators = parts.openOperators(data, recordings, OperatorAuth.AS_BEFORE);
      console =
          new LocalConsole(
              recordings,
              parts.openAgents(data, recordings),
              ApprovalDesk.none(),
              () ->
                  new ConsoleStatus(
                      ProcessHandle.current().pid(),
                      data.root(),
                      started,
                      Optional.empty(),
                      "",
                      recordings.health(),
                      recordings.lastSequence(),
                      operators.isUnprotected()),
              operators.seat("command"),
              parts.openReviewers(data, recordings));
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  Console console() {
    return console;
  }

  @Override
  public void close() {
    console.close();
    closing.close();
  }
}
