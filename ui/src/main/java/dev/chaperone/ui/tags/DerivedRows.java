package dev.chaperone.ui.tags;

import dev.chaperone.ui.model.tags.DerivedLine;
import dev.chaperone.ui.rows.RowSource;
import java.util.Arrays;
import java.util.List;

/** The lines of derived tables with their heights: a table's own is higher than its columns'. */
final class DerivedRows implements RowSource<DerivedLine> {
  static final double TABLE = 58;
  static final double COLUMN = 28;

  private final List<DerivedLine> lines;
  private final double[] tops;

  DerivedRows(List<DerivedLine> lines) {
    this.lines = List.copyOf(lines);
    tops = new double[lines.size() + 1];
    for (int i = 0; i < lines.size(); i++) {
      tops[i + 1] =
          tops[i]
              + switch (this.lines.get(i)) {
                case DerivedLine.Table table -> TABLE;
                case DerivedLine.Column column -> COLUMN;
              };
    }
  }

  @Override
  public int size() {
    return lines.size();
  }

  @Override
  public DerivedLine get(int index) {
    return lines.get(index);
  }

  @Override
  public double top(int index, double rowHeight) {
    return tops[index];
  }

  @Override
  public int at(double y, double rowHeight) {
    int found = Arrays.binarySearch(tops, y);
    return found >= 0 ? found : -found - 2;
  }

  @Override
  public boolean isChoice(int index) {
    return lines.get(index) instanceof DerivedLine.Table;
  }
}
