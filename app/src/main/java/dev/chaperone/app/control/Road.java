package dev.chaperone.app.control;

import dev.chaperone.console.OperatorStatus;
import java.util.Optional;

/** How a remote console reaches its process. Failures are {@code ConsoleException}s. */
interface Road extends AutoCloseable {
  /** The connection to ask over; throws {@code NEEDS_OPERATOR} if nobody has logged in yet. */
  ControlClient main();

  /** A new connection, for a feed; whoever asked closes it. */
  ControlClient another();

  /** What is to be shown before anything is answered; empty if that was done. */
  Optional<OperatorStatus> closed();

  /** Shows a proof; throws {@code REFUSED_OPERATOR} if it does not hold. */
  OperatorStatus unlock(Request proof);

  @Override
  void close();
}
