package dev.chaperone.app.control;

import dev.chaperone.app.data.OwnerOnly;
import dev.chaperone.console.Console;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers a console to other processes of the same user, over a socket in an owner-only folder. A
 * connection has its own virtual thread and pulls what it sends, so a slow reader holds up nobody.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final int MAX_CONNECTIONS = 64;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Supplier<Console> consoles;
  private final Path socket;
  private final UserPrincipal owner;
  private final ServerSocketChannel listener;
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

  private ControlServer(
      Supplier<Console> consoles, Path socket, UserPrincipal owner, ServerSocketChannel listener) {
    this.consoles = consoles;
    this.socket = socket;
    this.owner = owner;
    this.listener = listener;
  }

  /** Offers one console to all, which is closed when the first of them leaves. */
  public static ControlServer start(Console console, Path socket) throws IOException {
    return start(() -> console, socket);
  }

  /**
   * Only the holder of the folder's lock may call this: a socket file found there is stale.
   *
   * @param consoles gives every connection a console of its own, with an operator session of its
   *     own
   */
  public static ControlServer start(Supplier<Console> consoles, Path socket) throws IOException {
    Files.deleteIfExists(socket);
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listener.bind(UnixDomainSocketAddress.of(socket));
      OwnerOnly.restrict(socket);
      ControlServer server = new ControlServer(consoles, socket, Files.getOwner(socket), listener);
      Thread.ofVirtual().name("control-listener").start(server::listen);
      return server;
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
  }

  public Path socket() {
    return socket;
  }

  private void listen() {
    while (listener.isOpen()) {
      try {
        SocketChannel connection = listener.accept();
        if (connections.size() >= MAX_CONNECTIONS || !isOurs(connection)) {
          connection.close();
          continue;
        }
        connections.add(connection);
        Thread.ofVirtual().name("control-connection").start(() -> serve(connection));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.warn("a control connection could not be taken: {}", e.getMessage());
        // Such as too many open files: it does not pass at once.
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void serve(SocketChannel connection) {
    try (Wire wire = new Wire(connection, Wire.MAX_REQUEST);
        Console console = consoles.get()) {
      new ControlConnection(console, wire).serve();
    } finally {
      connections.remove(connection);
    }
  }

  /** The folder's rights say so already; where the system names the peer it is asked as well. */
  private boolean isOurs(SocketChannel connection) throws IOException {
    try {
      return connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(owner);
    } catch (UnsupportedOperationException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (SocketChannel connection : connections) {
        connection.close();
      }
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.warn("the control socket {} could not be closed: {}", socket, e.getMessage());
    }
  }
}
