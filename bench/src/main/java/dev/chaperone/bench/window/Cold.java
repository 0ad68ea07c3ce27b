package dev.chaperone.bench.window;

import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.console.ConsoleSource;
import dev.chaperone.ui.model.inspect.InspectorModel;
import dev.chaperone.ui.model.session.SessionModel.ListMode;
import dev.chaperone.ui.window.Page;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Opens everything for the first time, one thing after the other, and prints what each cost. */
final class Cold {
  private final FxWatch watch;
  private final PulseLog pulses;

  Cold(FxWatch watch, PulseLog pulses) {
    this.watch = watch;
    this.pulses = pulses;
  }

  Desk open(ConsoleSource source, SessionId longSession) {
    watch.doing("first window");
    long begun = System.nanoTime();
    Desk desk = Desk.open(source);
    Desk.until("sessions", () -> desk.model().sessions().totalProperty().get() > 0);
    WindowBench.say("-- first window with its sessions: %d ms", since(begun));
    Desk.pause(Integer.getInteger("bench.settle", 3_000));
    WindowBench.report("cold: first window", watch, pulses);
    SessionId other =
        Desk.call(
            () ->
                desk.model().sessions().rows().stream()
                    .map(r -> r.id())
                    .filter(id -> !id.equals(longSession))
                    .skip(5)
                    .findFirst()
                    .orElseThrow());
    step("first small session", () -> desk.model().sessions().select(other));
    step("first exchange", () -> desk.model().session().selectExchange(2));
    for (InspectorModel.Tab tab : InspectorModel.Tab.values()) {
      step("tab " + tab, () -> desk.model().inspector().tabProperty().set(tab));
    }
    step("frames", () -> desk.model().session().modeProperty().set(ListMode.FRAMES));
    step("exchanges", () -> desk.model().session().modeProperty().set(ListMode.EXCHANGES));
    step("filter", () -> desk.model().filter().textProperty().set("orders"));
    step("filter off", () -> desk.model().filter().textProperty().set(""));
    step("palette", desk.window()::palette);
    step("palette closed", () -> escape(desk));
    step("help", desk.window()::help);
    step("help closed", () -> escape(desk));
    step("agents page", () -> desk.window().show(Page.AGENTS));
    step("sessions page", () -> desk.window().show(Page.SESSIONS));
    WindowBench.say("-- cold, all first openings together");
    return desk;
  }

  private void step(String what, Runnable action) {
    watch.forget();
    pulses.forget();
    watch.doing(what);
    Desk.run(action);
    Desk.pause(600);
    WindowBench.report("cold: " + what, watch, pulses);
  }

  private static void escape(Desk desk) {
    Scene scene = desk.window().scene();
    Node focused = scene.getFocusOwner();
    Event.fireEvent(
        focused == null ? scene.getRoot() : focused,
        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
  }

  static long since(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }
}
