package dev.chaperone.ui.grid;

import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.model.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/** The pool of labels of a {@link DataGrid}: heads, row numbers and cells in sight. */
final class GridCells {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass ODD = PseudoClass.getPseudoClass("odd");
  private static final PseudoClass MASKED = PseudoClass.getPseudoClass("masked");
  private static final PseudoClass PARTLY = PseudoClass.getPseudoClass("partly");
  private static final PseudoClass NULL = PseudoClass.getPseudoClass("null");
  private static final double DIGIT = 8;

  private final Pane body = new Pane();
  private final Pane heads = new Pane();
  private final Pane numbers = new Pane();
  private final Label corner = new Label("");
  private final ColumnWidths widths;
  private final Pane viewport;
  private final MarkTips tips = new MarkTips();
  private final List<Label> cells = new ArrayList<>();
  private final List<HeadCell> headPool = new ArrayList<>();
  private final List<Label> numberPool = new ArrayList<>();

  GridCells(Pane viewport, ColumnWidths widths) {
    this.viewport = viewport;
    this.widths = widths;
    corner.getStyleClass().add("grid-corner");
    corner.setManaged(false);
    viewport.getChildren().addAll(body, numbers, heads, corner);
  }

  /** Width of the row numbers. */
  double gutter(GridModel model) {
    return model.columns() == 0 ? 0 : Math.max(40, 20 + DIGIT * Units.count(model.rows()).length());
  }

  void layout(GridModel model, double left, double top, GridSelection selection) {
    double gutter = gutter(model);
    double width = viewport.getWidth();
    double height = viewport.getHeight();
    corner.resizeRelocate(0, 0, gutter, model.columns() == 0 ? 0 : DataGrid.HEAD);
    int used = 0;
    int usedHeads = 0;
    int usedNumbers = 0;
    tips.use(model);
    if (model.columns() > 0) {
      int firstColumn = widths.at(left);
      int lastColumn = widths.at(left + width - gutter);
      long first = (long) (top / DataGrid.ROW);
      long last =
          Math.min(model.rows() - 1, (long) ((top + height - DataGrid.HEAD) / DataGrid.ROW));
      for (int c = firstColumn; c <= lastColumn; c++) {
        HeadCell head = head(usedHeads++);
        head.show(model.column(c));
        tips.put(head, c);
        head.pseudoClassStateChanged(SELECTED, selection.hasColumn(c));
        head.resizeRelocate(
            Math.rint(widths.start(c) + gutter - left), 0, widths.width(c), DataGrid.HEAD);
      }
      for (long r = first; r <= last; r++) {
        double y = Math.rint(DataGrid.HEAD + r * DataGrid.ROW - top);
        Label number = at(numberPool, usedNumbers++, numbers, "grid-number");
        number.setText(Units.count(r + 1));
        number.pseudoClassStateChanged(SELECTED, selection.hasRow(r));
        number.resizeRelocate(0, y, gutter, DataGrid.ROW);
        for (int c = firstColumn; c <= lastColumn; c++) {
          Label label = at(cells, used++, body, "grid-cell");
          cell(label, model, r, c);
          tips.put(label, c);
          label.pseudoClassStateChanged(SELECTED, selection.hasCell(r, c));
          label.resizeRelocate(
              Math.rint(gutter + widths.start(c) - left), y, widths.width(c), DataGrid.ROW);
        }
      }
    }
    hide(cells, used);
    hide(headPool, usedHeads);
    hide(numberPool, usedNumbers);
  }

  private HeadCell head(int index) {
    if (index == headPool.size()) {
      HeadCell head = new HeadCell();
      headPool.add(head);
      heads.getChildren().add(head);
    }
    HeadCell head = headPool.get(index);
    head.setVisible(true);
    return head;
  }

  private static void cell(Label label, GridModel model, long r, int c) {
    GridCell cell = model.cell(r, c);
    String text = cell.text().indexOf('\n') < 0 ? cell.text() : Texts.oneLine(cell.text());
    if (!text.equals(label.getText())) {
      label.setText(text);
    }
    label.setAlignment(model.column(c).numeric() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
    label.pseudoClassStateChanged(NULL, cell.isNull());
    Optional<GridMark.Kind> mark = model.column(c).mark().map(GridMark::kind);
    label.pseudoClassStateChanged(MASKED, mark.equals(Optional.of(GridMark.Kind.WHOLE)));
    label.pseudoClassStateChanged(PARTLY, mark.equals(Optional.of(GridMark.Kind.PARTLY)));
    label.pseudoClassStateChanged(ODD, r % 2 == 1);
  }

  private static Label at(List<Label> pool, int index, Pane parent, String style) {
    if (index == pool.size()) {
      Label label = new Label();
      label.getStyleClass().add(style);
      label.setManaged(false);
      pool.add(label);
      parent.getChildren().add(label);
    }
    Label label = pool.get(index);
    label.setVisible(true);
    return label;
  }

  private static void hide(List<? extends Node> pool, int from) {
    for (int i = from; i < pool.size(); i++) {
      pool.get(i).setVisible(false);
    }
  }
}
