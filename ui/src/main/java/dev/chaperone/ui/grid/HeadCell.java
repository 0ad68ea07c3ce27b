package dev.chaperone.ui.grid;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A column's name and type, one under the other, on the side of its values. */
final class HeadCell extends VBox {
  private final Label name = new Label();
  private final Label type = new Label();

  HeadCell() {
    getStyleClass().add("grid-head");
    type.getStyleClass().add("grid-type");
    name.setMinWidth(0);
    type.setMinWidth(0);
    setManaged(false);
    getChildren().addAll(name, type);
  }

  void show(GridColumn column) {
    name.setText(column.name());
    type.setText(column.type());
    setAlignment(column.numeric() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
  }
}
