package dev.chaperone.proxy.sql.analysis;

import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.wire.Message;
import dev.chaperone.sql.wire.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One worker process, asked one thing at a time.
 *
 * <p>A worker that is late, garbles its answer or dies is killed and never asked again. Both pipes
 * have a thread of their own, since neither reading nor writing to a stopped process can be
 * interrupted.
 */
final class AnalysisWorker {
  /** What became of a request. */
  sealed interface Outcome {
    record Answered(ScriptFacts facts) implements Outcome {}

    /** The worker is gone; nothing says that the text had to do with it. */
    record LostBefore(String why) implements Outcome {}

    /** The worker is gone while it had the text in its hands. */
    record LostDuring(String why) implements Outcome {}

    /** The worker was still busy with the text when its time was over, and has been ended. */
    record LateDuring() implements Outcome {}
  }

  private sealed interface Event {
    record Received(Message message) implements Event {}

    record Ended(String why) implements Event {}
  }

  private static final Event LATE = new Event.Ended("it was late");

  private final Process process;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Message> outbox = new LinkedBlockingQueue<>();

  private AnalysisWorker(Process process) {
    this.process = process;
  }

  static AnalysisWorker over(Process process) {
    AnalysisWorker worker = new AnalysisWorker(process);
    daemon("analysis-answers", worker::read);
    daemon("analysis-requests", worker::write);
    return worker;
  }

  /** Waits until the worker says that it can be asked. */
  boolean awaitReady(Duration limit) throws InterruptedException {
    return next(System.nanoTime() + limit.toNanos()) instanceof Event.Received received
        && received.message() instanceof Message.Ready;
  }

  Outcome ask(Message.Request request, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    outbox.add(request);
    Event first = next(deadline);
    if (!(first instanceof Event.Received(Message.Begun(long begun)) && begun == request.id())) {
      kill();
      return new Outcome.LostBefore(what(first));
    }
    Event second = next(deadline);
    if (second instanceof Event.Received(Message.Done(long done, ScriptFacts facts))
        && done == request.id()) {
      return new Outcome.Answered(facts);
    }
    kill();
    return second.equals(LATE) ? new Outcome.LateDuring() : new Outcome.LostDuring(what(second));
  }

  private static String what(Event event) {
    return switch (event) {
      case Event.Received received -> "it answered something else";
      case Event.Ended(String why) -> why;
    };
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Process process() {
    return process;
  }

  void kill() {
    // By its handle: closing the pipes here could wait for the threads that use them.
    boolean unused = process.toHandle().destroyForcibly();
  }

  private Event next(long deadline) throws InterruptedException {
    Optional<Event> event =
        Optional.ofNullable(
            events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
    return event.orElse(LATE);
  }

  private void read() {
    try (InputStream in = process.getInputStream()) {
      for (Optional<Message> message = MessageCodec.read(in);
          message.isPresent();
          message = MessageCodec.read(in)) {
        events.add(new Event.Received(message.get()));
      }
      events.add(new Event.Ended("it ended"));
    } catch (IOException e) {
      events.add(new Event.Ended("it answered garbage or ended: " + e.getMessage()));
    }
    kill();
  }

  private void write() {
    try (OutputStream out = process.getOutputStream()) {
      while (process.isAlive()) {
        Optional<Message> message = Optional.ofNullable(outbox.poll(1, TimeUnit.SECONDS));
        if (message.isPresent()) {
          MessageCodec.write(out, message.get());
        }
      }
    } catch (IOException e) {
      events.add(new Event.Ended("it does not listen: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
