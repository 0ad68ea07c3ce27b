package dev.chaperone.console;

import dev.chaperone.recordings.DetectorFind;
import java.time.Instant;
import java.util.List;

/**
 * What the policy in force protects, as far as results have shown it.
 *
 * @param columns tables' columns that results came from, latest first; untagged ones too
 * @param finds what detectors found, latest first
 * @param derived tables that agents' statements filled, newest first, with those taken back
 */
public record TagOverview(List<Column> columns, List<DetectorFind> finds, List<Derived> derived) {
  /** Where no gateway runs nothing is known of a policy. */
  public static final TagOverview NONE = new TagOverview(List.of(), List.of(), List.of());

  public TagOverview {
    columns = List.copyOf(columns);
    finds = List.copyOf(finds);
    derived = List.copyOf(derived);
  }

  /**
   * A column of a table.
   *
   * @param table {@code project.dataset.table}
   * @param path column and fields with dots between; {@code *} for all of the table
   * @param tags the policy's tags on it, its own and inherited ones
   * @param method how it is masked, by its name in policies; {@code ""} if it is shown
   * @param times how many results came from it
   */
  public record Column(
      String table, String path, List<String> tags, String method, long times, Instant last) {
    public Column {
      tags = List.copyOf(tags);
    }
  }

  /**
   * A table that inherited.
   *
   * @param upTo what a revocation names: the frame that says so
   * @param how the kind of statement or job that filled it
   * @param agent whose statement that was
   * @param revoked whether it was taken back, then by whom and why
   */
  public record Derived(
      String table,
      long upTo,
      String how,
      String agent,
      String session,
      Instant at,
      boolean revoked,
      String revokedReason,
      String revokedBy,
      List<DerivedColumn> columns) {
    public Derived {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A column of a table that inherited.
   *
   * @param path {@code *} where its columns are not told apart
   * @param origins {@code project.dataset.table.path}; {@code ?} stands for anything
   * @param tags inherited
   * @param method how it is masked now; {@code ""} if it is shown
   */
  public record DerivedColumn(String path, List<String> origins, List<String> tags, String method) {
    public DerivedColumn {
      origins = List.copyOf(origins);
      tags = List.copyOf(tags);
    }
  }
}
