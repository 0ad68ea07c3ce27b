package dev.chaperone.bench.window;

import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.inspect.InspectorModel;
import dev.chaperone.ui.model.session.SessionModel.ListMode;
import java.util.List;
import java.util.Random;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.ScrollEvent;

/** Does, several times a second, what a person does with the window. */
final class Person {
  private final Desk desk;
  private final FxWatch watch;
  private final SessionId longSession;
  private final Random random = new Random(7);
  private int step;

  Person(Desk desk, FxWatch watch, SessionId longSession) {
    this.desk = desk;
    this.watch = watch;
    this.longSession = longSession;
  }

  /** The next thing; eight of them a second, and every few seconds another session. */
  void act() {
    int now = step++;
    switch (now % 40) {
      case 0 -> does("open the long session", () -> desk.model().sessions().select(longSession));
      case 8, 9, 10, 11, 12 -> does("seek", this::seek);
      case 13, 14, 15, 16, 17 -> does("scroll", this::scroll);
      case 18, 19, 20 -> does("change tab", this::tab);
      case 21 -> does("filter", () -> filter("total -status:ok"));
      case 23 -> does("filter off", () -> filter(""));
      case 24, 25, 26 -> does("zoom timeline", () -> desk.window().zoom(1.5));
      case 27 -> does("whole timeline", () -> desk.model().timeline().showAll());
      case 28 -> does("play", this::play);
      case 31 -> does("pause", () -> desk.model().player().pause());
      case 32 -> does("frames", () -> desk.model().session().modeProperty().set(ListMode.FRAMES));
      case 33, 34 -> does("scroll frames", this::scroll);
      case 35 ->
          does("exchanges", () -> desk.model().session().modeProperty().set(ListMode.EXCHANGES));
      case 36 -> does("follow", () -> desk.model().session().last());
      case 39 -> does("open another session", this::another);
      default -> watch.doing("look on");
    }
  }

  private void does(String what, Runnable action) {
    watch.doing(what);
    Desk.run(action);
  }

  private void seek() {
    desk.model().player().seekFraction(random.nextDouble());
  }

  private void play() {
    desk.model().player().seekFraction(random.nextDouble() * 0.8);
    desk.model().player().speedProperty().set(32);
    desk.model().player().play();
  }

  private void tab() {
    InspectorModel.Tab[] tabs = InspectorModel.Tab.values();
    desk.model().inspector().tabProperty().set(tabs[random.nextInt(tabs.length)]);
  }

  private void filter(String text) {
    desk.model().filter().textProperty().set(text);
  }

  private void another() {
    List<SessionId> ids =
        desk.model().sessions().rows().stream()
            .map(row -> row.id())
            .filter(id -> !id.equals(longSession))
            .toList();
    desk.model().sessions().select(ids.get(random.nextInt(ids.size())));
  }

  /** A turn of the wheel over the list in the middle. */
  private void scroll() {
    for (Node node : desk.window().scene().getRoot().lookupAll(".session-pane .row-list")) {
      if (node.isVisible()) {
        Bounds at = node.localToScene(node.getBoundsInLocal());
        Event.fireEvent(node, wheel(at.getCenterX(), at.getCenterY(), random.nextInt(-900, 900)));
      }
    }
  }

  private static ScrollEvent wheel(double x, double y, double delta) {
    return new ScrollEvent(
        ScrollEvent.SCROLL,
        x,
        y,
        x,
        y,
        false,
        false,
        false,
        false,
        false,
        false,
        0,
        delta,
        0,
        delta,
        ScrollEvent.HorizontalTextScrollUnits.NONE,
        0,
        ScrollEvent.VerticalTextScrollUnits.NONE,
        0,
        0,
        null);
  }
}
