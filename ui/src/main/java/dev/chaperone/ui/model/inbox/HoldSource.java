package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.Connection;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.session.FrameKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * Reads the held requests again whenever one was recorded: one question at a time, and after one
 * that took long a rest, so that a burst of holds costs a few questions only. Used on the views'
 * thread.
 */
final class HoldSource {
  static final int MOST = 2_000;

  /** Between two questions lies so many times what the first one took. */
  private static final int REST = 4;

  private final ConsoleModel console;
  private final ModelContext context;
  private final Consumer<List<HoldSummary>> sink;
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private Instant rested = Instant.MIN;
  private boolean wanted;
  private boolean busy;

  HoldSource(ConsoleModel console, ModelContext context, Consumer<List<HoldSummary>> sink) {
    this.console = console;
    this.context = context;
    this.sink = sink;
    console
        .connectionProperty()
        .addListener(
            (property, old, now) -> {
              if (now == Connection.CONNECTED) {
                ask();
              }
            });
    console.onFrames(
        batch -> {
          if (batch.frames().stream().anyMatch(fact -> fact.kind() == FrameKind.HOLD)) {
            wanted = true;
            askIfRested();
          }
        });
    console.onPulse(this::askIfRested);
  }

  ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** Reads now, or right after the question that is under way. */
  void ask() {
    wanted = true;
    askIfIdle();
  }

  private void askIfRested() {
    if (!context.clock().instant().isBefore(rested)) {
      askIfIdle();
    }
  }

  private void askIfIdle() {
    if (busy || !wanted) {
      return;
    }
    wanted = false;
    busy = true;
    context.background().execute(this::read);
  }

  private void read() {
    Instant begun = context.clock().instant();
    try {
      List<HoldSummary> found = console.console().holds(MOST);
      context.ui().execute(() -> answered(begun, "", () -> sink.accept(found)));
    } catch (RuntimeException e) {
      context.ui().execute(() -> answered(begun, Failures.text(e), () -> {}));
    }
  }

  private void answered(Instant begun, String problem, Runnable take) {
    busy = false;
    Instant now = context.clock().instant();
    rested = now.plus(Duration.between(begun, now).multipliedBy(REST));
    failure.set(problem);
    take.run();
    askIfRested();
  }
}
