package dev.chaperone.app.control;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorStatus;
import java.util.Optional;

/**
 * The road over a console port. It connects when the passphrase is there, since the port waits only
 * a few seconds for it; until then everything needs an operator.
 */
final class PortRoad implements Road {
  private final ConsoleAddress address;
  private final Fingerprint expected;
  private Optional<ControlClient> main = Optional.empty();

  PortRoad(ConsoleAddress address, Fingerprint expected) {
    this.address = address;
    this.expected = expected;
  }

  @Override
  public synchronized ControlClient main() {
    return main.orElseThrow(
        () ->
            new ConsoleException(
                ConsoleException.Code.NEEDS_OPERATOR,
                "the console port at " + address + " answers nothing without the passphrase"));
  }

  @Override
  public ControlClient another() {
    String ticket = main().one(new Request.Ticket(), String.class);
    return letIn(
        connection -> {
          connection.ask(new Request.Join(ticket), Void.class, nothing -> {});
          return connection;
        });
  }

  @Override
  public synchronized Optional<OperatorStatus> closed() {
    return main.isPresent()
        ? Optional.empty()
        : Optional.of(
            new OperatorStatus(
                OperatorStatus.State.LOCKED,
                "locked: the console port at " + address + " asks for the operator's passphrase",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Override
  public synchronized OperatorStatus unlock(Request proof) {
    if (main.isPresent()) {
      return main.get().one(proof, OperatorStatus.class);
    }
    return letIn(
        connection -> {
          OperatorStatus status = connection.one(proof, OperatorStatus.class);
          main = Optional.of(connection);
          return status;
        });
  }

  private interface Login<T> {
    T over(ControlClient connection);
  }

  private <T> T letIn(Login<T> login) {
    ControlClient connection =
        ControlClient.over(PinnedTls.connect(address, expected), address.toString());
    try {
      return login.over(connection);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    main.ifPresent(ControlClient::close);
  }
}
