package dev.chaperone.app.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Aligned columns under a heading; numbers to the right, the last column cut at the width. */
public final class Table {
  private static final String GAP = "  ";
  private static final int WIDEST = 44;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private record Column(String heading, boolean right) {}

  private Table(List<Column> columns) {
    this.columns = columns;
  }

  /** Headings; one that begins with {@code >} is of a column aligned to the right. */
  public static Table of(String... headings) {
    return new Table(
        Arrays.stream(headings)
            .map(
                heading ->
                    heading.startsWith(">")
                        ? new Column(heading.substring(1), true)
                        : new Column(heading, false))
            .toList());
  }

  public Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException("a row has one cell for each column");
    }
    rows.add(Arrays.stream(cells).map(Lines::oneLine).toList());
    return this;
  }

  public List<String> lines(int width) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(columns.get(i).heading());
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], Math.min(WIDEST, length(row.get(i))));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::heading).toList(), widths, width));
    for (List<String> row : rows) {
      lines.add(line(row, widths, width));
    }
    return lines;
  }

  private String line(List<String> cells, int[] widths, int width) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      boolean last = i == widths.length - 1;
      String cell = last ? cells.get(i) : Lines.fit(cells.get(i), widths[i]);
      String padding = " ".repeat(Math.max(0, widths[i] - length(cell)));
      line.append(i == 0 ? "" : GAP);
      if (columns.get(i).right()) {
        line.append(padding).append(cell);
      } else {
        line.append(cell).append(last ? "" : padding);
      }
    }
    return Lines.fit(line.toString().stripTrailing(), width);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
