package dev.chaperone.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.model.console.Attached;
import dev.chaperone.ui.model.inspect.InspectorModel;
import dev.chaperone.ui.model.session.SessionModel;
import dev.chaperone.ui.model.sessions.SessionListModel;
import dev.chaperone.ui.model.testing.Tape;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Long sessions and many of them, in changes small enough for the views' thread; times printed. */
class LoadTest {
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final Attached attached = new Attached(background::add, this::timed);
  private final SessionListModel list = new SessionListModel(attached.console, attached.context);
  private final SessionModel session = new SessionModel(attached.console, attached.context);
  private final InspectorModel inspector =
      new InspectorModel(attached.console, session, attached.context);
  private long worst;
  private int depth;
  private int changes;

  private void timed(Runnable change) {
    depth++;
    long begun = System.nanoTime();
    change.run();
    depth--;
    if (depth == 0) {
      worst = Math.max(worst, System.nanoTime() - begun);
      changes++;
    }
  }

  /** Background work runs between changes, not inside them. */
  private void settle() {
    while (!background.isEmpty()) {
      background.removeFirst().run();
    }
  }

  private void print(String what) {
    settle();
    System.out.printf("%s: %d changes, longest %d ms%n", what, changes, worst / 1_000_000);
    worst = 0;
    changes = 0;
  }

  @Test
  void longSessionsAndManySessionsArriveInSmallChanges() {
    for (int i = 0; i < 500; i++) {
      attached.tape.opened("s" + i, "agent" + i);
    }
    for (int i = 0; i < 14_285; i++) {
      attached.tape.after(Duration.ofMillis(5)).query("s0", "SELECT " + i, 200, "{}");
    }
    attached.attach();
    print("500 sessions");
    session.show(Optional.of(Tape.session("s0")));
    print("100,000 frames");
    assertThat(session.frameCount()).isEqualTo(99_996);
    for (int second = 0; second < 5; second++) {
      for (int i = 0; i < 143; i++) {
        attached.tape.query("s0", "SELECT live", i % 10 == 0 ? 400 : 200, "{}");
      }
      attached.live();
      settle();
      attached.live();
      settle();
    }
    print("5 s of 1,000 frames/s");
    assertThat(session.frameCount()).isEqualTo(99_996 + 5 * 1_001);
    assertThat(session.exchanges()).hasSize(15_000);
    assertThat(list.rows()).hasSize(500);
    assertThat(inspector.inspectionProperty().get().sql()).isEqualTo("SELECT live");
  }
}
