package dev.chaperone.ui.window;

import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.sessions.SessionRow;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.rows.RowCell;
import java.time.Clock;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

/** One session: agent and state, what it is for, and its figures. */
final class SessionCell extends RowCell<SessionRow> {
  static final double HEIGHT = 74;

  private final Clock clock;
  private final Circle dot = new Circle(4);
  private final Label agent = Ui.clipped("session-agent");
  private final Label state = Ui.label("", "session-state");
  private final Label purpose = Ui.clipped("row-muted");
  private final Label figures = Ui.clipped("row-muted", "figures");
  private final Label errors = Ui.label("", "row-error", "figures");

  SessionCell(Clock clock) {
    this.clock = clock;
    getStyleClass().add("session-cell");
    dot.getStyleClass().add("session-dot");
    state.setMinWidth(USE_PREF_SIZE);
    errors.setMinWidth(USE_PREF_SIZE);
    HBox first = Ui.row(8, dot, agent, Ui.spacer(), state);
    HBox third = Ui.row(8, figures, Ui.spacer(), errors);
    VBox box = new VBox(3, first, purpose, third);
    HBox.setHgrow(box, Priority.ALWAYS);
    box.setMinWidth(0);
    getChildren().add(box);
  }

  @Override
  protected void show(SessionRow row) {
    SessionSummary s = row.summary();
    Ui.setText(agent, row.agent());
    String activity = row.activity().name().toLowerCase(java.util.Locale.ROOT);
    if (!dot.getStyleClass().contains(activity)) {
      dot.getStyleClass().setAll("session-dot", activity);
    }
    String when = Texts.ago(s.lastActivity(), clock.instant());
    state.setText(
        switch (row.activity()) {
          case LIVE -> "live";
          case IDLE -> "idle " + when.replace(" ago", "");
          case ENDED -> when;
        });
    Ui.setText(purpose, subtitle(s));
    Ui.setText(
        figures,
        Texts.counted(s.queries(), "query", "queries") + "  ·  " + Units.bytes(s.bytesDelivered()));
    Ui.show(errors, s.errors() > 0);
    errors.setText(s.errors() > 0 ? Texts.counted(s.errors(), "error", "errors") : "");
    setAccessibleText(
        row.agent()
            + ", "
            + row.activity().text()
            + ", "
            + state.getText()
            + ", "
            + figures.getText()
            + " "
            + errors.getText());
  }

  @Override
  protected boolean changesWithTime() {
    return true;
  }

  private static String subtitle(SessionSummary s) {
    String model = s.model().isEmpty() ? s.client() : s.model();
    if (s.purpose().isEmpty()) {
      return model.isEmpty() ? "no purpose given" : model;
    }
    return model.isEmpty() ? s.purpose() : s.purpose() + "  ·  " + model;
  }
}
