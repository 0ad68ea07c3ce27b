package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Clip;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.grid.GridCell;
import dev.chaperone.ui.grid.GridColumn;
import dev.chaperone.ui.model.text.Units;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** One cell's whole value over the grid, nested ones spread over lines; Esc goes back. */
final class CellDetail extends VBox {
  private final Label name = Ui.clipped("detail-name");
  private final Label about = Ui.clipped("row-muted", "figures");
  private final TextArea text = new TextArea();
  private final Node back;
  private String value = "";

  CellDetail(Node back) {
    this.back = back;
    getStyleClass().add("cell-detail");
    text.setId("cell-detail-text");
    text.setEditable(false);
    text.setWrapText(true);
    text.getStyleClass().addAll("code-area", "mono");
    text.setAccessibleText("Whole value");
    VBox.setVgrow(text, Priority.ALWAYS);
    HBox head =
        Ui.row(
            8,
            name,
            about,
            Ui.spacer(),
            Ui.iconButton(Feather.COPY, "Copy the value", () -> Clip.copy(value)),
            Ui.iconButton(Feather.X, "Back to the rows (Esc)", this::close));
    name.setMinWidth(0);
    head.getStyleClass().add("tab-tools");
    getChildren().addAll(head, text);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            close();
            e.consume();
          }
        });
    setVisible(false);
  }

  void open(GridColumn column, long row, GridCell cell) {
    value = cell.isNull() ? "" : cell.text();
    Ui.setText(name, column.name());
    Ui.setText(
        about,
        column.about()
            + "  ·  row "
            + Units.count(row + 1)
            + "  ·  "
            + (cell.isNull()
                ? "NULL"
                : Units.count(value.length())
                    + (value.length() == 1 ? " character" : " characters")));
    text.setPromptText(cell.isNull() ? "NULL" : "empty text");
    text.setText(NestedText.of(value, column.type()));
    text.setScrollTop(0);
    setVisible(true);
    text.requestFocus();
  }

  void close() {
    if (isVisible()) {
      setVisible(false);
      back.requestFocus();
    }
  }
}
