package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.Latest;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.console.FrameBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Brings the frames of one session to its model in order and without holes or repetition: first
 * what is recorded, read in the background, then what arrives live. Live frames that come while
 * reading wait.
 */
final class SessionReader {
  /** Enough for the first screen. */
  private static final int FIRST_PART = 200;

  private static final int PART = 1_000;
  private static final long PART_MILLIS = 50;

  /** Parts that were read and wait for the views: reading is faster than showing. */
  private static final int PARTS_AHEAD = 2;

  private final ConsoleModel console;
  private final ModelContext context;
  private final Sink sink;
  private final Latest latest;
  private final Semaphore ahead = new Semaphore(PARTS_AHEAD);
  private final List<FrameFact> waiting = new ArrayList<>();
  private Optional<SessionId> session = Optional.empty();
  private boolean reading;
  private long last;

  /** Where frames go; called on the views' thread. */
  interface Sink {
    void summary(SessionSummary summary);

    void frames(List<FrameFact> part);

    /** {@code ""} when all that is recorded was read. */
    void read(String failure);
  }

  SessionReader(ConsoleModel console, ModelContext context, Sink sink) {
    this.console = console;
    this.context = context;
    this.sink = sink;
    this.latest = new Latest(context);
  }

  void open(Optional<SessionId> id) {
    session = id;
    last = 0;
    waiting.clear();
    reading = false;
    latest.cancel();
    id.ifPresent(this::read);
  }

  /** The connection is new: what came meanwhile is read. */
  void resume() {
    session.filter(id -> !reading).ifPresent(this::read);
  }

  boolean isReading() {
    return reading;
  }

  private void read(SessionId id) {
    reading = true;
    long from = last + 1;
    latest.run(ticket -> read(ticket, id, from), failure -> ended(Failures.text(failure)));
  }

  private void read(Latest.Ticket ticket, SessionId id, long from) {
    List<FrameFact> part = new ArrayList<>();
    long[] due = {context.clock().millis() + PART_MILLIS};
    int[] enough = {FIRST_PART};
    console
        .console()
        .frameHeads(
            id,
            from,
            head -> {
              ticket.check();
              part.add(FrameFact.of(head));
              if (part.size() >= enough[0] || context.clock().millis() >= due[0]) {
                deliver(ticket, part);
                if (enough[0] == FIRST_PART) {
                  // Behind the first screen: of a long session it takes a while to add up.
                  askSummary(ticket, id);
                }
                due[0] = context.clock().millis() + PART_MILLIS;
                enough[0] = PART;
              }
            });
    deliver(ticket, part);
    if (enough[0] == FIRST_PART) {
      askSummary(ticket, id);
    }
    latest.show(ticket, () -> ended(""));
  }

  private void askSummary(Latest.Ticket ticket, SessionId id) {
    console
        .console()
        .session(id)
        .ifPresent(summary -> latest.show(ticket, () -> sink.summary(summary)));
  }

  private void deliver(Latest.Ticket ticket, List<FrameFact> part) {
    if (!part.isEmpty()) {
      List<FrameFact> facts = List.copyOf(part);
      part.clear();
      ahead.acquireUninterruptibly();
      context
          .ui()
          .execute(
              () -> {
                ahead.release();
                if (!ticket.isStale()) {
                  take(facts, true);
                }
              });
    }
  }

  private void ended(String failure) {
    reading = false;
    List<FrameFact> live = List.copyOf(waiting);
    waiting.clear();
    // What reading left out cannot be read: a hole is passed over here, and only here.
    take(live, true);
    sink.read(failure);
  }

  void live(FrameBatch batch) {
    if (session.isEmpty() || !batch.sessions().contains(session.get())) {
      return;
    }
    SessionId id = session.get();
    List<FrameFact> mine = batch.frames().stream().filter(f -> f.session().equals(id)).toList();
    if (reading) {
      waiting.addAll(mine);
    } else if (!take(mine, false)) {
      read(id);
    }
  }

  /** Returns false at a hole. */
  private boolean take(List<FrameFact> facts, boolean passHoles) {
    List<FrameFact> fresh = new ArrayList<>(facts.size());
    boolean whole = true;
    for (FrameFact fact : facts) {
      long place = fact.header().sessionSequence();
      if (place > last + 1 && !passHoles) {
        waiting.add(fact);
        whole = false;
      } else if (place > last) {
        fresh.add(fact);
        last = place;
      }
    }
    if (!fresh.isEmpty()) {
      sink.frames(fresh);
    }
    return whole;
  }
}
