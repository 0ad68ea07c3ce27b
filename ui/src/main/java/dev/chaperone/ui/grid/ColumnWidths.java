package dev.chaperone.ui.grid;

/** Where each column begins, from its head and the first rows; keeps sums for fast look-up. */
final class ColumnWidths {
  static final double MIN = 64;
  private static final double LEAST = 32;
  private static final double MAX = 280;
  private static final double MOST = 1200;
  private static final int SAMPLE = 60;
  private static final double PADDING = 22;

  /** {@code starts[i]} is where column i begins, the last one where all end. */
  private double[] starts = {0};

  void measure(GridModel model, double charWidth) {
    starts = new double[model.columns() + 1];
    long sample = Math.min(SAMPLE, model.rows());
    for (int c = 0; c < model.columns(); c++) {
      GridColumn column = model.column(c);
      int chars = column.headLength();
      for (long r = 0; r < sample; r++) {
        chars = Math.max(chars, model.cell(r, c).text().length());
      }
      starts[c + 1] = starts[c] + Math.ceil(Math.clamp(chars * charWidth + PADDING, MIN, MAX));
    }
  }

  double total() {
    return starts[starts.length - 1];
  }

  double start(int column) {
    return starts[column];
  }

  double width(int column) {
    return starts[column + 1] - starts[column];
  }

  int count() {
    return starts.length - 1;
  }

  /** The column at a position, clamped to the first and last. */
  int at(double x) {
    int low = 0;
    int high = Math.max(0, count() - 1);
    while (low < high) {
      int mid = (low + high + 1) >>> 1;
      if (starts[mid] <= x) {
        low = mid;
      } else {
        high = mid - 1;
      }
    }
    return low;
  }

  /** The column whose right edge lies within {@code near} of a position, -1 if none does. */
  int edgeAt(double x, double near) {
    if (count() == 0) {
      return -1;
    }
    int column = at(x);
    if (Math.abs(x - starts[column + 1]) <= near) {
      return column;
    }
    return column > 0 && Math.abs(x - starts[column]) <= near ? column - 1 : -1;
  }

  /** Columns whose heads have become longer get the room for it; none becomes narrower. */
  void makeRoom(GridModel model, double charWidth) {
    for (int c = 0; c < Math.min(count(), model.columns()); c++) {
      double head = Math.clamp(model.column(c).headLength() * charWidth + PADDING, MIN, MAX);
      resize(c, Math.max(width(c), Math.ceil(head)));
    }
  }

  /** As wide as the head and some rows need, however long their values are, up to a limit. */
  void fit(GridModel model, int column, double charWidth, long from, long rows) {
    int chars = model.column(column).headLength();
    for (long r = from; r < Math.min(model.rows(), from + rows); r++) {
      chars = Math.max(chars, model.cell(r, column).text().length());
    }
    resize(column, Math.ceil(Math.clamp(chars * charWidth + PADDING, MIN, MOST)));
  }

  void resize(int column, double width) {
    double by = Math.max(LEAST, width) - width(column);
    for (int i = column + 1; i < starts.length; i++) {
      starts[i] += by;
    }
  }
}
