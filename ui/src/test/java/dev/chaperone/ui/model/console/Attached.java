package dev.chaperone.ui.model.console;

import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.UiExecutor;
import dev.chaperone.ui.model.testing.FakeConsole;
import dev.chaperone.ui.model.testing.SetClock;
import dev.chaperone.ui.model.testing.Tape;
import java.time.Duration;
import java.util.concurrent.Executor;

/** A console model over a tape, moved on by hand: everything happens on the test's thread. */
public final class Attached {
  public final Tape tape = new Tape();
  public final SetClock clock = new SetClock();
  public final FakeConsole fake = new FakeConsole(tape, clock);
  public final ModelContext context;
  public final ConsoleModel console;

  public Attached() {
    this(Runnable::run, Runnable::run);
  }

  public Attached(Executor background, UiExecutor ui) {
    context = new ModelContext(clock, background, ui);
    console = new ConsoleModel(() -> fake, context);
  }

  public Attached attach() {
    console.attach();
    return this;
  }

  public void detach() {
    console.detach();
  }

  /** Takes in what was taped since the last time. */
  public void live() {
    clock.advance(Duration.ofMillis(150));
    try {
      console.step();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
