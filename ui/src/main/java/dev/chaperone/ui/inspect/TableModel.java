package dev.chaperone.ui.inspect;

import dev.chaperone.ui.grid.GridCell;
import dev.chaperone.ui.grid.GridColumn;
import dev.chaperone.ui.grid.GridModel;
import dev.chaperone.ui.model.inspect.ResultTable;

/** Shows a recorded answer's rows in the grid. */
record TableModel(ResultTable table) implements GridModel {
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
    return new GridColumn(c.name(), c.type(), c.isNumber());
  }

  @Override
  public GridCell cell(long row, int column) {
    return table.isNull((int) row, column)
        ? GridCell.NULL
        : GridCell.of(table.text((int) row, column));
  }
}
