package dev.chaperone.ui.inspect;

import dev.chaperone.ui.grid.GridCell;
import dev.chaperone.ui.grid.GridColumn;
import dev.chaperone.ui.grid.GridMark;
import dev.chaperone.ui.grid.GridModel;
import dev.chaperone.ui.model.inspect.ColumnMask;
import dev.chaperone.ui.model.inspect.ResultTable;
import java.util.List;
import java.util.Optional;

/** Shows a recorded answer's rows in the grid. */
record TableModel(ResultTable table, List<Optional<ColumnMask>> masks) implements GridModel {
  @Override
  public long rows() {
    return table.rows();
  }

  @Override
  public int columns() {
    return table.columns().size();
  }

  @Override
  public GridColumn column(int column) {
    ResultTable.Column c = table.columns().get(column);
    return new GridColumn(c.name(), c.type(), c.isNumber(), mark(column));
  }

  private Optional<GridMark> mark(int column) {
    return column < masks.size() ? masks.get(column).map(TableModel::mark) : Optional.empty();
  }

  private static GridMark mark(ColumnMask mask) {
    GridMark.Kind kind =
        switch (mask.kind()) {
          case WHOLE -> GridMark.Kind.WHOLE;
          case PARTLY -> GridMark.Kind.PARTLY;
          case FOUND -> GridMark.Kind.NOTED;
        };
    return new GridMark(kind, mask.label(), mask.why());
  }

  @Override
  public GridCell cell(long row, int column) {
    return table.isNull((int) row, column)
        ? GridCell.NULL
        : GridCell.of(table.text((int) row, column));
  }
}
