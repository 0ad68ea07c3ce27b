package dev.chaperone.proxy.catalogue;

import dev.chaperone.recordings.frame.TableState;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.catalogue.TableEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All that is kept of a table.
 *
 * @param type BigQuery's, such as {@code TABLE}; {@code ""} if not told
 * @param location {@code ""} if not told
 * @param rows unknown where rows are not the table's own, or still arrive
 * @param bytes likewise
 * @param policyTags names of BigQuery's policy tags, by column path in dots
 */
public record TableInfo(
    TableEntry entry,
    TableState state,
    String type,
    String location,
    Fact<Long> rows,
    Fact<Long> bytes,
    boolean partitioned,
    Map<String, List<String>> policyTags) {
  public TableInfo {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(state);
    Objects.requireNonNull(rows);
    Objects.requireNonNull(bytes);
    Map<String, List<String>> tags = new TreeMap<>();
    policyTags.forEach((path, names) -> tags.put(path, List.copyOf(names)));
    policyTags = Map.copyOf(tags);
  }

  /** The newer figures, with the same entry as before where it says the same. */
  TableInfo keeping(TableInfo before) {
    if (equals(before)) {
      return before;
    }
    return entry.equals(before.entry)
        ? new TableInfo(before.entry, state, type, location, rows, bytes, partitioned, policyTags)
        : this;
  }
}
