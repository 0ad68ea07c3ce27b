package dev.chaperone.ui.grid;

/**
 * A selection as text with tabs, which spreadsheets take: a cell alone is its value, anything more
 * begins with the columns' names. A null is empty; values with tabs or line breaks are quoted.
 */
final class Tsv {
  private Tsv() {}

  static String of(GridModel model, GridSelection selection) {
    return switch (selection.kind()) {
      case NOTHING -> "";
      case CELL -> value(model.cell(selection.row(), selection.column()));
      case ROW -> table(model, selection.row(), selection.row(), 0, model.columns() - 1);
      case COLUMN -> table(model, 0, model.rows() - 1, selection.column(), selection.column());
      case ALL -> table(model, 0, model.rows() - 1, 0, model.columns() - 1);
    };
  }

  private static String table(GridModel model, long from, long to, int first, int last) {
    StringBuilder text = new StringBuilder();
    for (int c = first; c <= last; c++) {
      text.append(c == first ? "" : "\t").append(field(model.column(c).name()));
    }
    for (long r = from; r <= to; r++) {
      text.append('\n');
      for (int c = first; c <= last; c++) {
        text.append(c == first ? "" : "\t").append(field(value(model.cell(r, c))));
      }
    }
    return text.toString();
  }

  private static String value(GridCell cell) {
    return cell.isNull() ? "" : cell.text();
  }

  private static String field(String text) {
    boolean quote = text.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
