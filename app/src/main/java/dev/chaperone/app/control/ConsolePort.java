package dev.chaperone.app.control;

import dev.chaperone.console.Console;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers consoles to other machines, over TLS and only after a login. Who has not logged in gets
 * nothing, has little time and takes little memory: few such connections are open at once.
 */
public final class ConsolePort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsolePort.class);
  private static final int MAX_CONNECTIONS = 64;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ServerSocket listener;
  private final SSLContext tls;
  private final Function<String, Visitor> visitors;
  private final Limits limits;
  private final Semaphore strangers;
  private final Tickets tickets = new Tickets();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  /**
   * What a visitor gets.
   *
   * @param console with an operator seat of its own; unlocking it is the login
   * @param admitted whether the login still stands
   */
  public record Visitor(Console console, BooleanSupplier admitted) {}

  /**
   * For those who have not logged in.
   *
   * @param login for everything until the passphrase is there
   * @param strangers so many connections at once; others are cut at once
   */
  record Limits(Duration login, int strangers) {
    static final Limits USUAL = new Limits(Duration.ofSeconds(10), 8);
  }

  private ConsolePort(
      ServerSocket listener, SSLContext tls, Function<String, Visitor> visitors, Limits limits) {
    this.listener = listener;
    this.tls = tls;
    this.visitors = visitors;
    this.limits = limits;
    this.strangers = new Semaphore(limits.strangers());
  }

  /**
   * Listens.
   *
   * @param visitors what somebody from this address gets
   */
  public static ConsolePort start(
      InetSocketAddress where, SSLContext tls, Function<String, Visitor> visitors)
      throws IOException {
    return start(where, tls, visitors, Limits.USUAL);
  }

  static ConsolePort start(
      InetSocketAddress where, SSLContext tls, Function<String, Visitor> visitors, Limits limits)
      throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      listener.bind(where);
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
    ConsolePort port = new ConsolePort(listener, tls, visitors, limits);
    Thread.ofVirtual().name("console-port").start(port::listen);
    return port;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        take(listener.accept());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          LOG.warn("a connection to the console port could not be taken: {}", e.getMessage());
          // Such as too many open files: it does not pass at once.
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }
  }

  private void take(Socket connection) throws IOException {
    if (connections.size() >= MAX_CONNECTIONS || !strangers.tryAcquire()) {
      connection.close();
      return;
    }
    connections.add(connection);
    if (listener.isClosed()) {
      // It may have been closed after the others were.
      connection.close();
    }
    Thread.ofVirtual().name("console-port-visit").start(() -> serve(connection));
  }

  private void serve(Socket connection) {
    Known known = new Known();
    try (connection) {
      SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(connection, null, true);
      secure.setUseClientMode(false);
      String address = connection.getInetAddress().getHostAddress();
      new PortVisit(
              new TlsChannel(connection, secure),
              () -> visitors.apply(address),
              tickets,
              limits.login())
          .serve(known);
    } catch (IOException e) {
      LOG.debug("a visitor of the console port left: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("a visit to the console port failed", e);
    } finally {
      known.run();
      connections.remove(connection);
    }
  }

  /** Gives the place of a stranger back, once. */
  private final class Known implements Runnable {
    private boolean given;

    @Override
    public synchronized void run() {
      if (!given) {
        given = true;
        strangers.release();
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      LOG.warn("the console port could not be closed: {}", e.getMessage());
    }
  }
}
