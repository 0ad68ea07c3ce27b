package dev.chaperone.app.acceptance;

import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Everything a store holds, read from its first frame to its last, with what is odd about it. */
final class RecordedHistory {
  private final Map<ExchangeId, RecordedExchange> exchanges = new LinkedHashMap<>();
  private final Map<SessionId, Long> lastInSession = new HashMap<>();
  private final Map<SessionId, String> endOf = new HashMap<>();
  private final List<String> oddities = new ArrayList<>();
  private long frames;

  static RecordedHistory of(Recordings recordings) throws InterruptedException {
    RecordedHistory history = new RecordedHistory();
    each(recordings, history::add);
    return history;
  }

  /** Shows every durable frame. */
  static void each(Recordings recordings, Consumer<Frame> consumer) throws InterruptedException {
    long last = recordings.lastSequence();
    long seen = 0;
    try (FrameFeed feed = recordings.feed(1)) {
      while (seen < last) {
        List<Frame> next = feed.next(500, Duration.ofSeconds(10));
        if (next.isEmpty()) {
          throw new AssertionError("the feed ends at " + seen + " of " + last);
        }
        next.forEach(consumer);
        seen = next.getLast().header().sequence();
      }
    }
  }

  private void add(Frame frame) {
    frames++;
    if (frame.header().sequence() != frames) {
      oddities.add("frame " + frames + " is missing");
      frames = frame.header().sequence();
    }
    SessionId session = frame.header().session();
    long expected = lastInSession.getOrDefault(session, 0L) + 1;
    if (frame.header().sessionSequence() != expected) {
      oddities.add("session " + session.value() + " has no frame " + expected);
    }
    lastInSession.put(session, frame.header().sessionSequence());
    if (frame.body().isEmpty()) {
      oddities.add("frame " + frames + " has lost its payload");
      return;
    }
    if (!session.equals(SessionId.SYSTEM)) {
      endOf.put(session, end(session, frame.body().get()));
    }
    frame
        .header()
        .exchange()
        .ifPresent(id -> exchanges.computeIfAbsent(id, i -> new RecordedExchange()).add(frame));
  }

  /** A session that a kill interrupted ends with a gap frame and is closed. */
  private String end(SessionId session, FrameBody body) {
    String before = endOf.getOrDefault(session, "");
    return switch (body) {
      case FrameBody.Gap gap -> "gap";
      case FrameBody.SessionClosed closed ->
          before.equals("gap") && closed.reason().equals("gap") ? "closed after gap" : "closed";
      default -> "open";
    };
  }

  List<String> oddities() {
    return oddities;
  }

  long frames() {
    return frames;
  }

  Map<String, RecordedExchange> byMark() {
    Map<String, RecordedExchange> byMark = new HashMap<>();
    for (RecordedExchange exchange : exchanges.values()) {
      if (byMark.put(exchange.mark(), exchange) != null) {
        oddities.add("two exchanges carry the mark " + exchange.mark());
      }
    }
    return byMark;
  }

  /** Agents' sessions that ended so: {@code open}, {@code closed} or {@code closed after gap}. */
  long sessionsThatAre(String end) {
    return endOf.values().stream().filter(end::equals).count();
  }

  long sessions() {
    return endOf.size();
  }
}
