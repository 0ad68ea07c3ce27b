package dev.chaperone.app.control;

import com.fasterxml.jackson.core.JacksonException;
import dev.chaperone.app.json.Json;
import dev.chaperone.console.ConsoleException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One connection to a control socket: sends a request, reads its answer. */
final class ControlClient implements AutoCloseable {
  private static final Duration HELLO_LIMIT = Duration.ofSeconds(5);

  private final Wire wire;

  private ControlClient(Wire wire) {
    this.wire = wire;
  }

  static ControlClient connect(Path socket) {
    return connect(socket, HELLO_LIMIT);
  }

  static ControlClient connect(Path socket, Duration helloLimit) {
    SocketChannel channel;
    try {
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ConsoleException(
          ConsoleException.Code.GONE, "nobody listens on " + socket + ": " + e.getMessage(), e);
    }
    ControlClient client = new ControlClient(new Wire(channel, Wire.MAX_REPLY));
    client.greet(socket, helloLimit);
    return client;
  }

  /** A process that is stopped or hangs takes connections without ever answering. */
  private void greet(Path socket, Duration limit) {
    CountDownLatch answered = new CountDownLatch(1);
    Thread.ofVirtual()
        .name("control-hello-limit")
        .start(
            () -> {
              try {
                if (!answered.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                  wire.close();
                }
              } catch (InterruptedException e) {
                wire.close();
              }
            });
    try {
      ask(new Request.Hello(ControlConnection.VERSION), Void.class, nothing -> {});
    } catch (ConsoleException e) {
      wire.close();
      if (e.code() == ConsoleException.Code.GONE) {
        throw new ConsoleException(
            ConsoleException.Code.IN_USE, "the process behind " + socket + " does not answer", e);
      }
      throw e;
    } finally {
      answered.countDown();
    }
  }

  <T> T one(Request request, Class<T> type) {
    List<T> answer = list(request, type);
    if (answer.size() != 1) {
      throw new ConsoleException(
          ConsoleException.Code.INTERNAL, "the running Chaperone gave no answer");
    }
    return answer.getFirst();
  }

  <T> List<T> list(Request request, Class<T> type) {
    List<T> answer = new ArrayList<>();
    ask(request, type, answer::add);
    return answer;
  }

  synchronized <T> void ask(Request request, Class<T> type, Consumer<T> consumer) {
    try {
      wire.send(request);
      while (true) {
        switch (wire.receive(Reply.class)) {
          case Reply.Item item -> consumer.accept(Json.MAPPER.treeToValue(item.value(), type));
          case Reply.End end -> {
            return;
          }
          case Reply.Failed failed -> throw new ConsoleException(failed.code(), failed.message());
        }
      }
    } catch (JacksonException e) {
      wire.close();
      throw new ConsoleException(
          ConsoleException.Code.INTERNAL,
          "the running Chaperone answered in a way this version does not understand; restart it",
          e);
    } catch (IOException e) {
      wire.close();
      throw new ConsoleException(
          ConsoleException.Code.GONE,
          "the running Chaperone closed the connection; start the command again",
          e);
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
