package dev.chaperone.ui.window;

import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.session.ExchangeRow;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.rows.RowCell;
import java.time.ZoneId;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One exchange: when, how it ended, what it asked, and what came back. */
final class ExchangeCell extends RowCell<ExchangeRow> {
  static final double HEIGHT = 46;
  static final double TIME = 64;
  static final double OUTCOME = 78;
  static final double ROWS = 64;
  static final double BYTES = 76;
  static final double TOOK = 68;
  private static final double WITH_ROWS = 500;
  private static final double WITH_BYTES = 420;

  private final ZoneId zone;
  private final Label time = fixed(TIME, "row-muted", "figures");
  private final FontIcon icon = Ui.icon(Feather.CHECK, "outcome-icon");
  private final Label outcome = fixed(OUTCOME, "figures");
  private final Label title = Ui.clipped("exchange-title");
  private final Label text = Ui.clipped("exchange-sql");
  private final Label rows = fixed(ROWS, "figures", "right");
  private final Label bytes = fixed(BYTES, "figures", "right");
  private final Label took = fixed(TOOK, "figures", "right");

  ExchangeCell(ZoneId zone) {
    this.zone = zone;
    getStyleClass().add("exchange-cell");
    outcome.setGraphic(icon);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    HBox first = new HBox(time, outcome, title, rows, bytes, took);
    first.setAlignment(Pos.CENTER_LEFT);
    VBox lines = new VBox(2, first, text);
    VBox.setMargin(text, new Insets(0, 0, 0, TIME + OUTCOME));
    lines.setAlignment(Pos.CENTER_LEFT);
    lines.setMinWidth(0);
    HBox.setHgrow(lines, Priority.ALWAYS);
    getChildren().add(lines);
    widthProperty().addListener((o, before, now) -> narrow(now.doubleValue(), rows, bytes));
  }

  /** Where there is little room, the least needed figures make way for the words. */
  static void narrow(double width, Node rowCount, Node byteCount) {
    Ui.show(rowCount, width >= WITH_ROWS);
    Ui.show(byteCount, width >= WITH_BYTES);
  }

  static Label fixed(double width, String... styles) {
    Label label = Ui.clipped(styles);
    label.setMinWidth(width);
    label.setPrefWidth(width);
    label.setMaxWidth(width);
    return label;
  }

  @Override
  protected void show(ExchangeRow row) {
    ExchangeSummary s = row.summary();
    time.setText(Texts.clock(s.received(), zone));
    icon.setIconCode(Outcomes.icon(row.outcome()));
    outcome.getStyleClass().removeAll(Outcomes.STYLES);
    outcome.getStyleClass().add(Outcomes.style(row.outcome()));
    Ui.setText(outcome, Outcomes.word(row));
    Ui.setText(title, row.title() + (s.dryRun() ? "  ·  dry run" : ""));
    boolean failed = !s.errorMessage().isEmpty() || !s.errorReason().isEmpty();
    text.getStyleClass().removeAll("exchange-error", "exchange-sql", "row-muted");
    if (!s.sql().isEmpty()) {
      text.getStyleClass().add("exchange-sql");
      Ui.setText(text, Texts.preview(s.sql()));
      text.getTooltip().setText(s.sql());
    } else if (failed) {
      text.getStyleClass().add("exchange-error");
      Ui.setText(text, Texts.oneLine(s.errorReason() + " " + s.errorMessage()));
    } else {
      text.getStyleClass().add("row-muted");
      Ui.setText(text, s.method() + " " + s.path());
    }
    Ui.setText(rows, s.rows() < 0 ? "" : Units.count(s.rows()));
    Ui.setText(bytes, s.responseBytes() < 0 ? "" : Units.bytes(s.responseBytes()));
    Ui.setText(took, s.durationMillis() < 0 ? "" : Units.millis(s.durationMillis()));
    setAccessibleText(
        time.getText() + ", " + title.getText() + ", " + outcome.getText() + ", " + text.getText());
  }
}
