package dev.chaperone.ui.model.sessions;

import dev.chaperone.console.Console;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * Reads summaries again of sessions in which something happened: one question at a time, and what
 * changes while it is under way goes into the next. A question that took long, as it does for long
 * sessions, is asked more rarely. Used on the views' thread.
 */
final class SummarySource {
  static final int MOST = 2_000;
  private static final int ONE_BY_ONE = 16;

  private final ConsoleModel console;
  private final ModelContext context;
  private final Consumer<List<SessionSummary>> sink;
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private final Set<SessionId> changed = new LinkedHashSet<>();

  /** Between two questions lies so many times what the first one took. */
  private static final int REST = 9;

  private Instant rested = Instant.MIN;
  private boolean everything;
  private boolean busy;

  SummarySource(ConsoleModel console, ModelContext context, Consumer<List<SessionSummary>> sink) {
    this.console = console;
    this.context = context;
    this.sink = sink;
  }

  ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  void all() {
    everything = true;
    ask();
  }

  void changed(Set<SessionId> sessions) {
    changed.addAll(sessions);
    changed.remove(SessionId.SYSTEM);
    if (!context.clock().instant().isBefore(rested)) {
      ask();
    }
  }

  /** Every few seconds: what waited because asking is dear is asked now. */
  void due() {
    ask();
  }

  private void ask() {
    if (busy || (changed.isEmpty() && !everything)) {
      return;
    }
    busy = true;
    boolean whole = everything || changed.size() > ONE_BY_ONE;
    List<SessionId> wanted = List.copyOf(changed);
    everything = false;
    changed.clear();
    context.background().execute(() -> read(whole, wanted));
  }

  private void read(boolean whole, List<SessionId> wanted) {
    Instant begun = context.clock().instant();
    List<SessionSummary> found = new ArrayList<>();
    String problem = "";
    try {
      Console asked = console.console();
      if (whole) {
        found.addAll(asked.sessions(MOST));
      } else {
        wanted.forEach(id -> asked.session(id).ifPresent(found::add));
      }
    } catch (RuntimeException e) {
      problem = Failures.text(e);
    }
    String told = problem;
    Duration took = Duration.between(begun, context.clock().instant());
    context.ui().execute(() -> answered(found, told, took));
  }

  private void answered(List<SessionSummary> found, String problem, Duration took) {
    busy = false;
    rested = context.clock().instant().plus(took.multipliedBy(REST));
    failure.set(problem);
    sink.accept(found);
    if (took.isZero() || everything) {
      ask();
    }
  }
}
