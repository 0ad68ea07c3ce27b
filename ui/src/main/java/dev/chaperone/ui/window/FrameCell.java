package dev.chaperone.ui.window;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.session.FrameKind;
import dev.chaperone.ui.model.session.FrameRow;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.rows.RowCell;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One frame: its number, when it came, what it is, whose it is, and how long. */
final class FrameCell extends RowCell<FrameRow> {
  static final double HEIGHT = 28;
  static final double NUMBER = 64;
  static final double TIME = 86;
  static final double EXCHANGE = 92;

  private final Label number = ExchangeCell.fixed(NUMBER, "row-muted", "figures", "right");
  private final Label time = ExchangeCell.fixed(TIME, "row-muted", "figures", "right");
  private final FontIcon icon = Ui.icon(Feather.CIRCLE, "frame-icon");
  private final Label kind = Ui.clipped("frame-kind");
  private final Label exchange = ExchangeCell.fixed(EXCHANGE, "row-muted", "figures", "right");
  private final Label bytes = ExchangeCell.fixed(ExchangeCell.BYTES, "figures", "right");

  FrameCell() {
    getStyleClass().add("frame-cell");
    setAlignment(Pos.CENTER_LEFT);
    kind.setGraphic(icon);
    kind.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(kind, Priority.ALWAYS);
    getChildren().addAll(number, time, kind, exchange, bytes);
    widthProperty()
        .addListener((o, before, now) -> ExchangeCell.narrow(now.doubleValue(), bytes, exchange));
  }

  @Override
  protected void show(FrameRow row) {
    number.setText(Units.count(row.number()));
    time.setText(Units.position(row.sinceStart()));
    icon.setIconCode(icon(row.kind()));
    kind.getStyleClass().remove("row-error");
    if (row.error()) {
      kind.getStyleClass().add("row-error");
    }
    Ui.setText(
        kind,
        row.detail().isEmpty() ? row.kind().text() : row.kind().text() + "  ·  " + row.detail());
    exchange.setText(row.exchange() > 0 ? "#" + Units.count(row.exchange()) : "");
    bytes.setText(row.bytes() > 0 ? Units.bytes(row.bytes()) : "");
    setAccessibleText(number.getText() + ", " + kind.getText() + ", " + bytes.getText());
  }

  private static Ikon icon(FrameKind kind) {
    return switch (kind) {
      case SESSION_OPENED -> Feather.LOG_IN;
      case RECEIVED, REQUEST -> Feather.ARROW_RIGHT;
      case FACTS -> Feather.FILE_TEXT;
      case ESTIMATE, BUDGET -> Feather.DOLLAR_SIGN;
      case DECISION, POLICY, GRANT -> Feather.SHIELD;
      case HOLD -> Feather.PAUSE;
      case UPSTREAM -> Feather.UPLOAD_CLOUD;
      case RESPONSE_HEAD, RESPONSE_CHUNK, RESPONSE_END -> Feather.ARROW_LEFT;
      case MASKING -> Feather.EYE_OFF;
      case LINEAGE, TAGS_INHERITED -> Feather.GIT_MERGE;
      case ERROR -> Feather.ALERT_CIRCLE;
      case LEVEL, RETENTION -> Feather.SLIDERS;
      case GAP -> Feather.MORE_HORIZONTAL;
      case SESSION_CLOSED -> Feather.LOG_OUT;
      case CHECKPOINT -> Feather.CHECK_SQUARE;
      case AGENT, OPERATOR -> Feather.USER;
      case KEY -> Feather.KEY;
      case SEALED -> Feather.LOCK;
      case TAG, TAGS_TAKEN_BACK, ANNOTATION -> Feather.TAG;
      case OTHER -> Feather.CIRCLE;
    };
  }
}
