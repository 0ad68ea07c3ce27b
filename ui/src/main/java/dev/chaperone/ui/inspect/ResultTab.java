package dev.chaperone.ui.inspect;

import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.ui.fx.Clip;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.grid.DataGrid;
import dev.chaperone.ui.grid.GridModel;
import dev.chaperone.ui.model.inspect.ColumnMask;
import dev.chaperone.ui.model.inspect.ColumnMasks;
import dev.chaperone.ui.model.inspect.Inspection;
import dev.chaperone.ui.model.inspect.ResultTable;
import dev.chaperone.ui.model.session.ExchangeRow;
import dev.chaperone.ui.model.text.Units;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The rows of the answer, and the whole value of the cell that is selected. */
final class ResultTab implements InspectorTab {
  private static final int LONGEST = 240;

  private final DataGrid grid = new DataGrid();
  private final Label summary = Ui.clipped("row-muted", "figures");
  private final Label masked = Ui.clipped("mask-text");
  private final HBox maskLine = Ui.row(8, Ui.icon(Feather.EYE_OFF, "mask-icon"), masked);
  private final Label why = Ui.clipped("mask-why");
  private final TextArea value = new TextArea();
  private final Button copy =
      Ui.iconButton(Feather.COPY, "Copy all rows as CSV; Ctrl+C copies the selection", () -> {});
  private final Label noneHint = Ui.label("", "empty-hint");
  private final VBox none = Ui.empty(Feather.GRID, "No rows", "", noneHint);
  private final CellDetail detail = new CellDetail(grid);
  private final VBox root;
  private ResultTable shown = ResultTable.NONE;
  private List<Optional<ColumnMask>> masks = List.of();

  ResultTab() {
    noneHint.setWrapText(true);
    value.setEditable(false);
    value.setWrapText(true);
    value.setPrefRowCount(2);
    value.setMinHeight(52);
    value.setPromptText("Select a cell to read its value; Enter opens it");
    value.getStyleClass().add("value-strip");
    value.setAccessibleText("Value of the selected cell");
    maskLine.getStyleClass().add("mask-line");
    maskLine.setId("mask-line");
    masked.setWrapText(true);
    masked.setMinHeight(Region.USE_PREF_SIZE);
    why.setId("mask-why");
    why.setMaxWidth(Double.MAX_VALUE);
    why.setWrapText(true);
    why.setMinHeight(Region.USE_PREF_SIZE);
    Ui.show(why, false);
    grid.setOnValue(this::selected);
    grid.setOnOpen(this::open);
    copy.setOnAction(e -> Clip.copy(Csv.of(shown)));
    var tools = Ui.row(8, summary, Ui.spacer(), copy);
    tools.getStyleClass().add("tab-tools");
    StackPane body = new StackPane(grid, none, detail);
    VBox.setVgrow(body, Priority.ALWAYS);
    body.setMinHeight(0);
    root = new VBox(tools, maskLine, body, why, value);
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
    noneHint.setText(why(inspection));
    Ui.show(copy, any);
    Ui.setText(summary, any ? summary(results) : "");
    Optional<MaskingNote> note = inspection.protection().masking();
    String said = any ? ColumnMasks.summary(note, results.table().columns()) : "";
    said(masked, said);
    Ui.show(maskLine, !said.isEmpty());
    List<Optional<ColumnMask>> now = ColumnMasks.of(note, results.table().columns());
    boolean other = results.table() != shown;
    if (other) {
      shown = results.table();
      masks = now;
      grid.setModel(any ? new TableModel(shown, masks) : GridModel.EMPTY);
      value.clear();
      Ui.show(why, false);
      detail.close();
    } else if (!now.equals(masks)) {
      masks = now;
      grid.setMarks(new TableModel(shown, masks));
    }
  }

  /** What is too long to stand beside the rows is in the tooltip. */
  private static void said(Label label, String text) {
    Ui.setText(label, text);
    if (text.length() > LONGEST) {
      label.setText(text.substring(0, LONGEST) + "…");
    }
  }

  private void selected(String text) {
    value.setText(text);
    int column = grid.selectedColumn();
    Optional<ColumnMask> mask = column < masks.size() ? masks.get(column) : Optional.empty();
    said(why, mask.map(m -> m.why().replace('\n', ' ')).orElse(""));
    Ui.show(why, mask.isPresent());
  }

  private void open() {
    int column = grid.selectedColumn();
    long row = grid.selectedRow();
    TableModel table = new TableModel(shown, masks);
    detail.open(table.column(column), row, table.cell(row, column));
  }

  private static String why(Inspection inspection) {
    String note = inspection.results().note();
    ExchangeRow.Outcome outcome =
        inspection.exchange().map(ExchangeRow::outcome).orElse(ExchangeRow.Outcome.OK);
    if (!note.isEmpty()) {
      return note;
    }
    return switch (outcome) {
      case RUNNING -> "The request still runs; its rows appear here as they arrive.";
      case FAILED -> "The request failed, so it has no rows. The Response tab says why.";
      case REFUSED -> "The request was refused and never ran. The Decision tab says why.";
      case CUT -> "The response was cut off before its first row.";
      case OK -> ok(inspection);
    };
  }

  private static String ok(Inspection inspection) {
    if (!inspection.complete()) {
      return "Reading…";
    }
    return inspection.exchange().filter(row -> row.summary().dryRun()).isPresent()
        ? "A dry run returns no rows. The Response tab has the estimate."
        : "This response holds no result rows. The Response tab shows what came instead.";
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
