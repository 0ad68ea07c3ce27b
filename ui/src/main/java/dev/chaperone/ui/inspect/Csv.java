package dev.chaperone.ui.inspect;

import dev.chaperone.ui.model.inspect.ResultTable;

/** Result rows as CSV after RFC 4180; a null is an empty field, empty text is a quoted one. */
public final class Csv {
  private Csv() {}

  public static String of(ResultTable table) {
    StringBuilder csv = new StringBuilder();
    int columns = table.columns().size();
    for (int c = 0; c < columns; c++) {
      csv.append(c > 0 ? "," : "").append(field(table.columns().get(c).name()));
    }
    csv.append("\r\n");
    for (int r = 0; r < table.rows(); r++) {
      for (int c = 0; c < columns; c++) {
        csv.append(c > 0 ? "," : "").append(table.isNull(r, c) ? "" : field(table.text(r, c)));
      }
      csv.append("\r\n");
    }
    return csv.toString();
  }

  private static String field(String text) {
    boolean quote =
        text.isEmpty()
            || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
