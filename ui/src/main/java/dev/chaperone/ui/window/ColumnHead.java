package dev.chaperone.ui.window;

import dev.chaperone.ui.fx.Ui;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The names over a list's columns, as wide as the cells under them. */
final class ColumnHead extends HBox {
  private ColumnHead() {
    getStyleClass().add("column-head");
    setAlignment(Pos.CENTER_LEFT);
  }

  static ColumnHead exchanges() {
    ColumnHead head = new ColumnHead();
    head.column("Time", ExchangeCell.TIME, false);
    head.column("Outcome", ExchangeCell.OUTCOME, false);
    head.wide("Request");
    Label rows = head.column("Rows", ExchangeCell.ROWS, true);
    Label bytes = head.column("Response", ExchangeCell.BYTES, true);
    head.column("Took", ExchangeCell.TOOK, true);
    head.narrowing(rows, bytes);
    return head;
  }

  static ColumnHead frames() {
    ColumnHead head = new ColumnHead();
    head.column("Frame", FrameCell.NUMBER, true);
    head.column("At", FrameCell.TIME, true);
    head.wide("Kind").getStyleClass().add("after-number");
    Label exchange = head.column("Exchange", FrameCell.EXCHANGE, true);
    Label size = head.column("Size", ExchangeCell.BYTES, true);
    head.narrowing(size, exchange);
    return head;
  }

  private void narrowing(Label first, Label second) {
    widthProperty()
        .addListener((o, before, now) -> ExchangeCell.narrow(now.doubleValue(), first, second));
  }

  private Label column(String name, double width, boolean right) {
    Label label = ExchangeCell.fixed(width, right ? "right" : "left");
    label.setText(name);
    getChildren().add(label);
    return label;
  }

  private Label wide(String name) {
    Label label = Ui.label(name, "wide");
    label.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(label, Priority.ALWAYS);
    getChildren().add(label);
    return label;
  }
}
