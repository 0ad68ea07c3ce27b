package dev.chaperone.googlesql.sandbox.engine;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Replaces parts of a statement given by byte offsets, as ZetaSQL counts them. */
final class SqlText {
  private record Edit(int end, String replacement) {}

  private final byte[] sql;
  private final TreeMap<Integer, Edit> edits = new TreeMap<>();

  SqlText(String sql) {
    this.sql = sql.getBytes(StandardCharsets.UTF_8);
  }

  /** A second edit of the same place replaces the first. */
  void replace(int start, int end, String replacement) {
    edits.put(start, new Edit(end, replacement));
  }

  String part(int start, int end) {
    return new String(sql, start, end - start, StandardCharsets.UTF_8);
  }

  String edited() {
    return edited(0, sql.length);
  }

  int length() {
    return sql.length;
  }

  /** Only what was between two offsets, with the edits made there. */
  String edited(int from, int to) {
    StringBuilder result = new StringBuilder();
    int at = from;
    for (Map.Entry<Integer, Edit> edit : edits.subMap(from, to).entrySet()) {
      result.append(part(at, edit.getKey())).append(edit.getValue().replacement());
      at = edit.getValue().end();
    }
    return result.append(part(at, to)).toString();
  }
}
