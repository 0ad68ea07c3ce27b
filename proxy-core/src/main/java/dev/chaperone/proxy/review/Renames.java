package dev.chaperone.proxy.review;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.chaperone.proxy.masking.Lineages;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.recordings.frame.TagChange.Inherited;
import dev.chaperone.sql.ColumnRef;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.StatementKind;
import dev.chaperone.sql.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows tables and columns that get another name: by the new one a pattern would not find them.
 */
final class Renames {
  private static final String NAME = "(`[^`]+`|[A-Za-z_][A-Za-z0-9_-]*)";
  private static final Pattern COLUMN =
      Pattern.compile(
          "(?is)\\bRENAME\\s+COLUMN\\s+(?:IF\\s+EXISTS\\s+)?" + NAME + "\\s+TO\\s+" + NAME);
  private static final Pattern TABLE = Pattern.compile("(?is)\\bRENAME\\s+TO\\s+" + NAME);
  private static final Pattern ANY = Pattern.compile("(?i)\\bRENAME\\b");

  private Renames() {}

  /**
   * @param written tables that the statement alters, by whole names
   */
  static List<Inherited> in(
      StatementFacts statement, List<TableName> written, String text, Lineages lineages) {
    boolean alters = statement.kind() == StatementKind.ALTER_TABLE;
    if (!alters || !ANY.matcher(text).find()) {
      return List.of();
    }
    List<Inherited> found = new ArrayList<>();
    written.forEach(table -> in(table, text, lineages, found));
    return found;
  }

  private static void in(TableName table, String text, Lineages lineages, List<Inherited> into) {
    String dataset = table.project().orElseThrow() + "." + table.dataset().orElseThrow() + ".";
    List<Lineage.Column> columns = new ArrayList<>();
    List<Origin> all = new ArrayList<>();
    Matcher column = COLUMN.matcher(text);
    while (column.find()) {
      Origin origin = lineages.origin(new ColumnRef(table, List.of(plain(column.group(1)))));
      all.add(origin);
      columns.add(
          new Lineage.Column(
              columns.size(),
              List.of(plain(column.group(2))),
              new Origins(List.of(origin), true),
              true));
    }
    Matcher name = TABLE.matcher(text);
    if (name.find()) {
      into.add(new Inherited(dataset + plain(name.group(1)), "ALTER_TABLE", lineages.table(table)));
    } else if (columns.isEmpty()) {
      // Something is renamed, and it is not understood what.
      into.add(
          new Inherited(
              dataset + table.table(),
              "ALTER_TABLE",
              Lineage.mixed(new Origins(List.of(lineages.whole(table)), true))));
    } else {
      into.add(
          new Inherited(
              dataset + table.table(),
              "ALTER_TABLE",
              new Lineage(true, List.of(), columns, new Origins(all, true))));
    }
  }

  private static String plain(String name) {
    return name.startsWith("`") ? name.substring(1, name.length() - 1) : name;
  }
}
