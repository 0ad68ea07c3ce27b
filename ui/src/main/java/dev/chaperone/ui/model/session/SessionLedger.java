package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.ui.model.timeline.Lane;
import dev.chaperone.ui.model.timeline.Marker;
import dev.chaperone.ui.model.timeline.Timeline;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything known of one session's frames; grows with each, and tells which exchanges changed. */
final class SessionLedger {
  private static final int TABLES_KEPT = 500;
  private static final int MARKERS_KEPT = 10_000;

  private final FrameIndex frames = new FrameIndex();
  private final List<ExchangeEntry> exchanges = new ArrayList<>();
  private final Map<String, ExchangeEntry> byId = new HashMap<>();
  private final Set<Integer> running = new LinkedHashSet<>();
  private final BitSet changed = new BitSet();
  private final BitSet failed = new BitSet();
  private final Set<String> tables = new LinkedHashSet<>();
  private final List<Marker> newMarkers = new ArrayList<>();
  private final Shared shared = new Shared();
  private int markers;
  private long lastSessionSequence;

  void add(FrameFact fact, Timeline timeline) {
    int number = frames.size() + 1;
    ExchangeEntry entry = fact.exchange().map(id -> entry(id, fact, number)).orElse(null);
    frames.add(fact, entry == null ? 0 : entry.ordinal(), FrameDetail.of(fact.told()));
    lastSessionSequence = fact.header().sessionSequence();
    if (entry != null) {
      follow(entry, fact, number);
      markFailure(entry, number, timeline);
    }
    count(fact, entry != null && entry.isQuery(), timeline);
    if (fact.kind() == FrameKind.SESSION_CLOSED) {
      cutRunning(number, timeline);
    }
    if (fact.kind() == FrameKind.GAP) {
      mark(Marker.Kind.GAP, number, "Frames may be missing here");
    }
  }

  private ExchangeEntry entry(String id, FrameFact fact, int number) {
    return byId.computeIfAbsent(
        id,
        key -> {
          ExchangeEntry made =
              new ExchangeEntry(
                  exchanges.size() + 1,
                  number,
                  fact.header().exchange().orElseThrow(),
                  fact.header(),
                  shared);
          exchanges.add(made);
          running.add(made.ordinal());
          return made;
        });
  }

  private void follow(ExchangeEntry entry, FrameFact fact, int number) {
    entry.apply(fact, number);
    if (!entry.isRunning()) {
      running.remove(entry.ordinal());
    }
    if (fact.told().isPresent() || entry.firstFrame() == number) {
      changed.set(entry.ordinal());
    }
    if (fact.told().orElse(null) instanceof FrameBody.Facts facts && tables.size() < TABLES_KEPT) {
      tables.addAll(facts.tables());
    }
  }

  private void count(FrameFact fact, boolean query, Timeline timeline) {
    long time = frames.nanos(frames.size());
    switch (fact.kind()) {
      case RECEIVED -> timeline.add(Lane.QUERIES, time, query ? 1 : 0);
      case UPSTREAM -> timeline.add(Lane.JOBS, time, 1);
      case RESPONSE_CHUNK -> timeline.add(Lane.BYTES, time, fact.bytes());
      default -> timeline.reach(time);
    }
  }

  private void cutRunning(int number, Timeline timeline) {
    for (int ordinal : running) {
      if (exchanges.get(ordinal - 1).cutIfRunning()) {
        changed.set(ordinal);
        markFailure(exchanges.get(ordinal - 1), number, timeline);
      }
    }
    running.clear();
  }

  /** Once, when nothing more can be told of it. */
  private void markFailure(ExchangeEntry entry, int number, Timeline timeline) {
    if (entry.isFailed() && !entry.isRunning() && !failed.get(entry.ordinal())) {
      failed.set(entry.ordinal());
      timeline.add(Lane.ERRORS, frames.nanos(number), 1);
      mark(Marker.Kind.ERROR, number, entry.problem());
    }
  }

  private void mark(Marker.Kind kind, int number, String text) {
    if (markers < MARKERS_KEPT) {
      markers++;
      newMarkers.add(new Marker(frames.nanos(number), number, kind, text));
    }
  }

  FrameIndex frames() {
    return frames;
  }

  int exchangeCount() {
    return exchanges.size();
  }

  ExchangeEntry exchange(int ordinal) {
    return exchanges.get(ordinal - 1);
  }

  long lastSessionSequence() {
    return lastSessionSequence;
  }

  List<String> tables() {
    return List.copyOf(tables);
  }

  /** The statement that started the job, {@code ""} if it is not known. */
  String statementOf(Optional<JobKey> job) {
    return job.flatMap(
            key -> exchanges.stream().filter(e -> e.runs(key)).map(ExchangeEntry::sql).findFirst())
        .orElse("");
  }

  /** Ordinals that changed since the last call. */
  BitSet takeChanged() {
    BitSet taken = (BitSet) changed.clone();
    changed.clear();
    return taken;
  }

  List<Marker> takeMarkers() {
    List<Marker> taken = List.copyOf(newMarkers);
    newMarkers.clear();
    return taken;
  }
}
