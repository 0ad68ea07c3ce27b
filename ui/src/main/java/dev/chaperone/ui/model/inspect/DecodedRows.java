package dev.chaperone.ui.model.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Rows as they are decoded: a table that grows while it is read, up to its limits. */
final class DecodedRows implements ResultTable {
  private final RowLimits limits;
  private final CellStore cells = new CellStore();
  private volatile List<Field> fields = List.of();
  private volatile List<Column> columns = List.of();
  private volatile int rows;
  private volatile long total = -1;
  private volatile boolean full;

  DecodedRows(RowLimits limits) {
    this.limits = limits;
  }

  void schema(List<Field> found) {
    if (rows == 0 || found.size() == columns.size()) {
      fields = found;
      columns = found.stream().map(Field::column).toList();
    }
  }

  void total(String text) {
    try {
      total = Long.parseLong(text);
    } catch (NumberFormatException e) {
      total = -1;
    }
  }

  /** Returns false if the limits are reached. */
  boolean row(JsonNode row) {
    JsonNode values = row.path("f");
    if (columns.isEmpty()) {
      columns = unnamed(values.size());
    }
    if (cells.cells() + columns.size() > limits.cells() || cells.bytes() > limits.bytes()) {
      full = true;
      return false;
    }
    for (int c = 0; c < columns.size(); c++) {
      JsonNode value = values.path(c).path("v");
      if (value.isNull() || value.isMissingNode()) {
        cells.addNull();
      } else {
        Field field = c < fields.size() ? fields.get(c) : Field.UNKNOWN;
        cells.add(CellText.of(value, field, limits.cellText()));
      }
    }
    rows++;
    return true;
  }

  /** A page without a schema. */
  private static List<Column> unnamed(int count) {
    List<Column> made = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      made.add(new Column("column " + i, ""));
    }
    return List.copyOf(made);
  }

  boolean isFull() {
    return full;
  }

  /** Rows of the whole result, -1 if not told. */
  long total() {
    return total;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public String text(int row, int column) {
    return cells.text(cell(row, column));
  }

  @Override
  public boolean isNull(int row, int column) {
    return cells.isNull(cell(row, column));
  }

  private int cell(int row, int column) {
    int width = columns.size();
    if (row < 0 || row >= rows || column < 0 || column >= width) {
      throw new IndexOutOfBoundsException("there is no cell " + row + ", " + column);
    }
    return row * width + column;
  }
}
