package dev.chaperone.app.control;

import com.fasterxml.jackson.core.JacksonException;
import dev.chaperone.app.json.Json;
import dev.chaperone.console.ConsoleException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One connection to a control socket or console port: sends a request, reads its answer. */
final class ControlClient implements AutoCloseable {
  private static final Duration HELLO_LIMIT = Duration.ofSeconds(5);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final Duration VERIFY_LIMIT = Duration.ofHours(6);

  private final Wire wire;
  private final Duration answerLimit;

  private ControlClient(Wire wire, Duration answerLimit) {
    this.wire = wire;
    this.answerLimit = answerLimit;
  }

  static ControlClient connect(Path socket) {
    return connect(socket, HELLO_LIMIT);
  }

  static ControlClient connect(Path socket, Duration helloLimit) {
    return connect(socket, helloLimit, ANSWER_LIMIT);
  }

  /**
   * @param answerLimit a question on which nothing comes for so long is given up as {@code GONE}
   */
  static ControlClient connect(Path socket, Duration helloLimit, Duration answerLimit) {
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
    return over(channel, socket.toString(), helloLimit, answerLimit);
  }

  /**
   * Greets whoever is at the other end.
   *
   * @param where for a person
   */
  static ControlClient over(ByteChannel channel, String where) {
    return over(channel, where, HELLO_LIMIT, ANSWER_LIMIT);
  }

  private static ControlClient over(
      ByteChannel channel, String where, Duration helloLimit, Duration answerLimit) {
    ControlClient client = new ControlClient(new Wire(channel, Wire.MAX_REPLY), answerLimit);
    client.greet(where, helloLimit);
    return client;
  }

  /** A process that is stopped or hangs takes connections without ever answering. */
  private void greet(String where, Duration limit) {
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
            ConsoleException.Code.IN_USE, "the process behind " + where + " does not answer", e);
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
    try (Patience patience = new Patience(wire, patience(request))) {
      wire.send(request);
      while (true) {
        Reply reply = wire.receive(Reply.class);
        patience.progress();
        switch (reply) {
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

  private Duration patience(Request request) {
    return switch (request) {
      // Reads the whole store before it says anything.
      case Request.Verify r -> VERIFY_LIMIT;
      case Request.Next r -> answerLimit.plusMillis(Math.max(0, r.timeoutMillis()));
      default -> answerLimit;
    };
  }

  @Override
  public void close() {
    wire.close();
  }
}
