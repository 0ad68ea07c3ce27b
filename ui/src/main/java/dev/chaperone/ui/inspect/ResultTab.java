package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.grid.DataGrid;
import dev.chaperone.ui.grid.GridModel;
import dev.chaperone.ui.model.inspect.Inspection;
import dev.chaperone.ui.model.inspect.ResultTable;
import dev.chaperone.ui.model.text.Units;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The rows of the answer, and the whole value of the cell that is selected. */
final class ResultTab implements InspectorTab {
  private final DataGrid grid = new DataGrid();
  private final Label summary = Ui.clipped("row-muted", "figures");
  private final TextArea value = new TextArea();
  private final Label noneHint = Ui.label("", "empty-hint");
  private final VBox none = Ui.empty(Feather.GRID, "No rows", "", noneHint);
  private final VBox root;
  private ResultTable shown = ResultTable.NONE;

  ResultTab() {
    noneHint.setWrapText(true);
    value.setEditable(false);
    value.setWrapText(true);
    value.setPrefRowCount(3);
    value.setMinHeight(64);
    value.setPromptText("Select a cell to read its whole value");
    value.getStyleClass().add("value-strip");
    value.setAccessibleText("Value of the selected cell");
    grid.setOnValue(value::setText);
    var tools = Ui.row(8, summary);
    tools.getStyleClass().add("tab-tools");
    StackPane body = new StackPane(grid, none);
    VBox.setVgrow(body, Priority.ALWAYS);
    root = new VBox(tools, body, value);
  }

  @Override
  public Region node() {
    return root;
  }

  @Override
  public void show(Inspection inspection) {
    Inspection.Results results = inspection.results();
    boolean any = !results.table().columns().isEmpty();
    Ui.show(none, !any);
    Ui.show(value, any);
    grid.setVisible(any);
    noneHint.setText(
        !results.note().isEmpty()
            ? results.note()
            : inspection.complete() ? "This answer holds no result rows." : "Reading…");
    Ui.setText(summary, any ? summary(results) : "");
    if (results.table() != shown) {
      shown = results.table();
      grid.setModel(any ? new TableModel(shown) : GridModel.EMPTY);
      value.clear();
    }
  }

  private static String summary(Inspection.Results results) {
    long rows = results.table().rows();
    long total = results.totalRows();
    String text =
        (total > rows
                ? Units.count(rows) + " of " + Units.count(total) + " rows"
                : Units.count(rows) + (rows == 1 ? " row" : " rows"))
            + "  ·  "
            + Units.count(results.table().columns().size())
            + (results.table().columns().size() == 1 ? " column" : " columns");
    return results.note().isEmpty() ? text : text + "  ·  " + results.note();
  }
}
