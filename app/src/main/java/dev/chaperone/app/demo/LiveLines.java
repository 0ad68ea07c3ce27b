package dev.chaperone.app.demo;

import dev.chaperone.app.text.Lines;
import dev.chaperone.app.text.Units;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Turns the stream of durable frames into one line for each request that has ended. */
public final class LiveLines {
  private static final int BATCH = 256;
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final String FORM = "%-12s  %-14s %6s  %8s  %9s  %7s  %s";

  private final ZoneId zone;
  private final int width;
  private final Consumer<String> printer;
  private final Map<ExchangeId, Pending> pending = new HashMap<>();

  /** What is known of a request whose answer has not ended. */
  private record Pending(Instant time, FrameBody.Received received, String sql, int status) {}

  public LiveLines(ZoneId zone, int width, Consumer<String> printer) {
    this.zone = zone;
    this.width = width;
    this.printer = printer;
  }

  public void heading() {
    print("TIME", "AGENT", "STATUS", "DURATION", "BYTES", "ROWS", "REQUEST");
  }

  /** Follows the feed until this frame has been seen. */
  public void follow(FrameFeed feed, LongSupplier last) throws InterruptedException {
    long seen = 0;
    while (seen < last.getAsLong()) {
      List<Frame> frames = feed.next(BATCH, PATIENCE);
      frames.forEach(this::see);
      seen = frames.isEmpty() ? seen : frames.getLast().header().sequence();
    }
  }

  void see(Frame frame) {
    Optional<ExchangeId> exchange = frame.header().exchange();
    if (exchange.isEmpty() || frame.body().isEmpty()) {
      return;
    }
    ExchangeId id = exchange.get();
    FrameBody body = frame.body().get();
    if (body instanceof FrameBody.Received received) {
      pending.put(id, new Pending(frame.header().time(), received, "", -1));
    } else if (body instanceof FrameBody.Facts facts) {
      pending.computeIfPresent(
          id, (key, p) -> new Pending(p.time(), p.received(), facts.sql(), p.status()));
    } else if (body instanceof FrameBody.ResponseHead head) {
      pending.computeIfPresent(
          id, (key, p) -> new Pending(p.time(), p.received(), p.sql(), head.status()));
    } else if (body instanceof FrameBody.ResponseEnd end) {
      Pending ended = pending.remove(id);
      if (ended != null) {
        line(ended, end);
      }
    }
  }

  private void line(Pending request, FrameBody.ResponseEnd end) {
    String what = request.sql().isEmpty() ? call(request.received()) : request.sql();
    if (!end.errorReason().isEmpty()) {
      what += "  -> " + end.errorReason() + ": " + end.errorMessage();
    }
    print(
        Units.time(request.time(), zone),
        request.received().identity().agent(),
        request.status() < 0 ? "-" : Integer.toString(request.status()),
        Units.millis(end.duration().toMillis()),
        Units.bytes(end.bytes()),
        end.rows() < 0 ? "" : Units.count(end.rows()),
        what);
  }

  private static String call(FrameBody.Received received) {
    return received.method() + " " + received.path();
  }

  private void print(String... cells) {
    Object[] clean = Arrays.stream(cells).map(Lines::oneLine).toArray();
    printer.accept(Lines.fit(String.format(Locale.ROOT, FORM, clean), width));
  }
}
