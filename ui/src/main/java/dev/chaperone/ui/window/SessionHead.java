package dev.chaperone.ui.window;

import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.text.Units;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Who the selected session is: agent, model, purpose, origin, and its sums. */
final class SessionHead extends VBox {
  private final ZoneId zone;
  private final Label agent = Ui.clipped("session-title");
  private final Label state = Ui.label("", "chip");
  private final Label origin = Ui.clipped("row-muted");
  private final Label sums = Ui.clipped("row-muted", "figures");

  SessionHead(ZoneId zone) {
    super(3);
    this.zone = zone;
    getStyleClass().add("session-head");
    state.setMinWidth(USE_PREF_SIZE);
    HBox first = Ui.row(10, agent, state);
    getChildren().addAll(first, origin, sums);
  }

  void show(SessionSummary s) {
    Ui.setText(agent, s.identity().agent());
    boolean open = s.state().equals("open");
    state.setText(open ? "open" : "ended");
    state.getStyleClass().setAll("chip", open ? "chip-good" : "chip-plain");
    List<String> parts = new ArrayList<>();
    for (String part : List.of(s.purpose(), s.model(), s.client(), s.source().executable())) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    parts.add("from " + s.source().address());
    Ui.setText(origin, String.join("  ·  ", parts));
    Ui.setText(
        sums,
        Texts.full(s.opened(), zone)
            + "  ·  "
            + Units.duration(Duration.between(s.opened(), s.lastActivity()))
            + "  ·  "
            + Texts.counted(s.exchanges(), "request", "requests")
            + "  ·  "
            + Units.bytes(s.bytesProcessed())
            + " processed");
  }
}
