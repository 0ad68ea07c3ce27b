package dev.chaperone.bench.window;

import dev.chaperone.recordings.frame.SessionId;

/** Opens the long session, and filters it: first screen, everything, memory. */
final class Opening {
  private final Desk desk;
  private final FxWatch watch;
  private final PulseLog pulses;

  Opening(Desk desk, FxWatch watch, PulseLog pulses) {
    this.desk = desk;
    this.watch = watch;
    this.pulses = pulses;
  }

  void measure(SessionId session, int frames) {
    Desk.run(() -> desk.model().sessions().clearSelection());
    Desk.pause(300);
    long empty = Process.heapAfterCollection();
    for (int round = 1; round <= 3; round++) {
      Desk.run(() -> desk.model().sessions().clearSelection());
      Desk.pause(300);
      watch.forget();
      pulses.forget();
      watch.doing("open the long session");
      long begun = System.nanoTime();
      Desk.run(() -> desk.model().sessions().select(session));
      wait(() -> desk.model().session().exchanges().size() >= 20);
      desk.laidOut();
      double first = (System.nanoTime() - begun) / 1e6;
      wait(() -> desk.model().session().frameCount() >= frames);
      WindowBench.say(
          "-- long session opened, round %d: first screen %.0f ms, all %d frames %.0f ms",
          round, first, frames, (System.nanoTime() - begun) / 1e6);
      WindowBench.report("opening", watch, pulses);
    }
    Desk.pause(500);
    long full = Process.heapAfterCollection();
    WindowBench.say(
        "heap: %d MB without it, %d MB with it, %d bytes a frame",
        empty >> 20, full >> 20, (full - empty) / frames);
  }

  void filter() {
    for (String text : new String[] {"status:error", "orders", "nothing-like-this", "-orders"}) {
      watch.doing("filter " + text);
      int before = Desk.call(() -> desk.model().session().exchanges().size());
      long begun = System.nanoTime();
      Desk.run(() -> desk.model().filter().textProperty().set(text));
      boolean some = !text.equals("nothing-like-this") && !text.equals("-orders");
      double first = Double.NaN;
      if (some) {
        wait(() -> desk.model().session().exchanges().size() > 0);
        desk.laidOut();
        first = (System.nanoTime() - begun) / 1e6;
      }
      wait(() -> !desk.model().session().filteringProperty().get());
      double all = (System.nanoTime() - begun) / 1e6;
      int found = Desk.call(() -> desk.model().session().exchanges().size());
      WindowBench.say(
          "-- filter %s: first rows %.0f ms, all %.0f ms, %d of %d exchanges",
          text, first, all, found, before);
      Desk.run(() -> desk.model().filter().textProperty().set(""));
      wait(() -> !desk.model().session().filteringProperty().get());
    }
    WindowBench.report("filtering", watch, pulses);
  }

  private static void wait(java.util.function.BooleanSupplier condition) {
    while (!Desk.call(condition::getAsBoolean)) {
      Desk.pause(3);
    }
  }
}
