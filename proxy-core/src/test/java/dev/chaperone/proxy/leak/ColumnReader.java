package dev.chaperone.proxy.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads columns as the corpus files write them: {@code id:INT64, a:STRUCT<street:STRING!>}. */
final class ColumnReader {
  private final String text;
  private final Function<String, List<Column>> tables;
  private int at;

  private ColumnReader(String text, Function<String, List<Column>> tables) {
    this.text = text;
    this.tables = tables;
  }

  /**
   * @param tables the columns of a table that is named by {@code @}
   * @throws IllegalArgumentException if it is not written so
   */
  static List<Column> read(String text, Function<String, List<Column>> tables) {
    ColumnReader reader = new ColumnReader(text, tables);
    List<Column> columns = reader.list();
    if (reader.at < text.length()) {
      throw reader.wrong("nothing more");
    }
    return columns;
  }

  private List<Column> list() {
    List<Column> columns = new ArrayList<>();
    do {
      space();
      if (accept("@")) {
        columns.addAll(tables.apply(word("._")));
      } else {
        columns.add(named());
      }
      space();
    } while (accept(","));
    return columns;
  }

  private Column named() {
    String name;
    if (accept("`")) {
      int end = text.indexOf('`', at);
      name = text.substring(at, end);
      at = end + 1;
    } else {
      name = word("_$");
    }
    if (!accept(":")) {
      throw wrong(": and a type after " + name);
    }
    Column column = typed(name);
    space();
    if (accept("REQUIRED")) {
      return new Column(
          name,
          column.type(),
          column.element(),
          column.repeated(),
          true,
          column.fields(),
          column.mark());
    }
    return column;
  }

  private Column typed(String name) {
    Column column;
    if (accept("ARRAY<")) {
      Column inner = typed(name);
      expectEnd();
      column =
          new Column(
              name, inner.type(), inner.element(), true, false, inner.fields(), inner.mark());
    } else if (accept("STRUCT<")) {
      List<Column> fields = list();
      expectEnd();
      column = new Column(name, "STRUCT", "", false, false, fields, Optional.empty());
    } else if (accept("RANGE<")) {
      String element = word("");
      expectEnd();
      column = new Column(name, "RANGE", element, false, false, List.of(), Optional.empty());
    } else {
      column = new Column(name, word(""), "", false, false, List.of(), Optional.empty());
    }
    return accept("!") ? column.marked(word("-")) : column;
  }

  private void expectEnd() {
    space();
    if (!accept(">")) {
      throw wrong(">");
    }
  }

  private String word(String others) {
    int from = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || others.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return text.substring(from, at);
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean accept(String sign) {
    if (!text.startsWith(sign, at)) {
      return false;
    }
    at += sign.length();
    return true;
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException("wanted " + wanted + " at " + at + " of " + text);
  }
}
