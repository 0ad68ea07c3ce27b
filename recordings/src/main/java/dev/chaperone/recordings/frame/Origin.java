package dev.chaperone.recordings.frame;

import java.util.List;
import java.util.Objects;

/**
 * A table's column that values come from, as the gateway knew it when it looked.
 *
 * @param project {@code ""} where it is not known, and so for the others
 * @param table may end in {@code *} for a wildcard table
 * @param path column and fields with dots between; {@code *} for all of the table
 * @param policyTags BigQuery's policy tags on it, by resource name
 * @param tagsKnown whether those are all
 */
public record Origin(
    String project,
    String dataset,
    String table,
    String path,
    List<String> policyTags,
    boolean tagsKnown) {
  /** Stands for all columns of a table. */
  public static final String ALL = "*";

  public Origin {
    Objects.requireNonNull(project);
    Objects.requireNonNull(dataset);
    Objects.requireNonNull(table);
    Objects.requireNonNull(path);
    policyTags = List.copyOf(policyTags);
  }

  /** The table as {@code project.dataset.table}, without what is not known. */
  public String tableName() {
    StringBuilder name = new StringBuilder();
    for (String part : List.of(project, dataset)) {
      if (!part.isEmpty()) {
        name.append(part).append('.');
      }
    }
    return name.append(table).toString();
  }

  @Override
  public String toString() {
    return tableName() + "." + path;
  }
}
