package dev.chaperone.app.cli;

import dev.chaperone.app.text.Table;
import dev.chaperone.app.text.Units;
import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.DetectorFind;
import java.util.List;

/** Writes what is tagged for a person: three tables, or what would stand there. */
final class TagPrinter {
  private final Shell shell;

  TagPrinter(Shell shell) {
    this.shell = shell;
  }

  void print(TagOverview tags) {
    if (tags.equals(TagOverview.NONE)) {
      shell
          .out()
          .println(
              "Nothing yet. Columns are listed here when a running gateway has masked results by a"
                  + " policy, or could have.");
      return;
    }
    columns(tags.columns());
    finds(tags.finds());
    derived(tags.derived());
  }

  private void columns(List<TagOverview.Column> columns) {
    Table table = Table.of("TABLE", "COLUMN", "TAGS", "MASKED", ">RESULTS", "LAST");
    for (TagOverview.Column column : columns) {
      table.row(
          column.table(),
          column.path(),
          tags(column.tags()),
          method(column.method()),
          Units.count(column.times()),
          Units.dateTime(column.last(), shell.zone()));
    }
    print("Columns seen", columns, table);
  }

  private void finds(List<DetectorFind> finds) {
    Table table = Table.of("COLUMN", "FOUND", ">VALUES", "THEN", "LAST");
    for (DetectorFind find : finds) {
      table.row(
          find.column(),
          find.detector(),
          Units.count(find.values()),
          find.reaction(),
          Units.dateTime(find.last(), shell.zone()));
    }
    print("Found by detectors", finds, table);
  }

  private void derived(List<TagOverview.Derived> derived) {
    Table table = Table.of("TABLE", "STATE", "HOW", "AGENT", "FILLED", "COLUMNS");
    for (TagOverview.Derived one : derived) {
      table.row(
          one.table(),
          one.revoked() ? "taken back" : "in force",
          one.how(),
          one.agent(),
          Units.dateTime(one.at(), shell.zone()),
          String.join("; ", one.columns().stream().map(TagPrinter::column).toList())
              + (one.revoked() ? " (taken back: " + one.revokedReason() + ")" : ""));
    }
    print("Tables that inherited", derived, table);
  }

  private void print(String title, List<?> rows, Table table) {
    if (!rows.isEmpty()) {
      shell.out().println(title);
      table.lines(shell.width()).forEach(shell.out()::println);
      shell.out().println();
    }
  }

  private static String column(TagOverview.DerivedColumn column) {
    return column.path()
        + " from "
        + String.join(", ", column.origins())
        + (column.tags().isEmpty() ? "" : " [" + String.join(", ", column.tags()) + "]");
  }

  private static String tags(List<String> tags) {
    return tags.isEmpty() ? "-" : String.join(", ", tags);
  }

  private static String method(String method) {
    return method.isEmpty() ? "shown" : method;
  }
}
