package dev.chaperone.proxy.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * A scriptable HTTP/1.1 server on loopback that stands in for BigQuery. It sits on plain sockets,
 * so that a test sees every byte of a request and can break an answer at any place.
 */
public final class FakeUpstream implements AutoCloseable {
  /** Answers one request; what it does not read of the body is read afterwards. */
  @FunctionalInterface
  public interface Handler {
    void handle(FakeExchange exchange) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final ExecutorService connections;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<RecordedRequest> requests = new ArrayList<>();
  private volatile Handler handler;
  private volatile boolean closed;
  private volatile int connectionsAccepted;

  private FakeUpstream(Handler handler) throws IOException {
    this.handler = handler;
    listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    connections =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fake-upstream-", 0).factory());
    connections.submit(this::accept);
  }

  /** Starts on a free port of the loopback interface. */
  public static FakeUpstream start(Handler handler) {
    try {
      return new FakeUpstream(handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the script; requests already being answered keep the old one. */
  public void handler(Handler changed) {
    handler = changed;
  }

  /** The base address without a slash at the end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Every request whose head has arrived, in order of arrival. */
  public List<RecordedRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  public RecordedRequest lastRequest() {
    return requests().getLast();
  }

  public int connectionsAccepted() {
    return connectionsAccepted;
  }

  /** Waits until this many requests have arrived; fails after ten seconds. */
  public List<RecordedRequest> awaitRequests(int count) throws InterruptedException {
    awaitUntil(() -> requests.size() >= count, count + " requests at the upstream");
    return requests();
  }

  private void awaitUntil(BooleanSupplier reached, String what) throws InterruptedException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    synchronized (requests) {
      while (!reached.getAsBoolean()) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          throw new AssertionError("no " + what + " within ten seconds, only " + requests.size());
        }
        requests.wait(millis);
      }
    }
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = listener.accept();
        connectionsAccepted++;
        open.add(socket);
        connections.submit(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
      boolean again = true;
      while (again && !closed) {
        Optional<HttpHead> head = HttpHead.read(in);
        if (head.isEmpty()) {
          return;
        }
        RecordedRequest request = RecordedRequest.of(head.get());
        synchronized (requests) {
          requests.add(request);
          requests.notifyAll();
        }
        FakeExchange exchange =
            new FakeExchange(request, request.recording(head.get().body(in)), socket);
        handler.handle(exchange);
        again = exchange.finish();
      }
    } catch (IOException e) {
      // The peer went away, or the script cut the connection: both are what tests are about.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** Closes the listener and cuts every connection. */
  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      connections.shutdownNow();
    }
  }
}
