package dev.chaperone.app.control;

import dev.chaperone.console.OperatorStatus;
import java.nio.file.Path;
import java.util.Optional;

/** The road over the owner-only control socket, which is open to whoever can reach it. */
final class SocketRoad implements Road {
  private final Path socket;
  private final ControlClient main;

  /** Throws {@code GONE} if nobody listens there, {@code IN_USE} if nobody answers. */
  SocketRoad(Path socket) {
    this.socket = socket;
    this.main = ControlClient.connect(socket);
  }

  @Override
  public ControlClient main() {
    return main;
  }

  @Override
  public ControlClient another() {
    return ControlClient.connect(socket);
  }

  @Override
  public Optional<OperatorStatus> closed() {
    return Optional.empty();
  }

  @Override
  public OperatorStatus unlock(Request proof) {
    return main.one(proof, OperatorStatus.class);
  }

  @Override
  public void close() {
    main.close();
  }
}
