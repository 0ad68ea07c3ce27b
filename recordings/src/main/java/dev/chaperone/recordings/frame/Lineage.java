package dev.chaperone.recordings.frame;

import java.util.List;
import java.util.Objects;

/**
 * Where the values of a result, or of a table that was made, come from. What is masked follows from
 * it and the policy of the moment.
 *
 * @param apart whether columns are told apart; if not, any of them may show what {@code all} says
 * @param names of the columns in order; {@code ""} for one whose name is not known
 * @param columns columns and fields with an origin of their own
 * @param all all that the statement touches, whether it shows it or not
 */
public record Lineage(boolean apart, List<String> names, List<Column> columns, Origins all) {
  /** Nothing is known. */
  public static final Lineage UNKNOWN = mixed(Origins.ANYWHERE);

  /**
   * A column or a field in one.
   *
   * @param position of the column, from 0
   * @param path column and fields; {@code ""} for one without a name
   * @param origins of its values
   * @param verbatim whether the values are those of its origins, and nothing was made of them
   */
  public record Column(int position, List<String> path, Origins origins, boolean verbatim) {
    public Column {
      path = List.copyOf(path);
      Objects.requireNonNull(origins);
    }
  }

  public Lineage {
    names = List.copyOf(names);
    columns = List.copyOf(columns);
    Objects.requireNonNull(all);
    if (!apart && !(names.isEmpty() && columns.isEmpty())) {
      throw new IllegalArgumentException("columns that are not told apart have no origins");
    }
  }

  /** Any column may show any of these. */
  public static Lineage mixed(Origins all) {
    return new Lineage(false, List.of(), List.of(), all);
  }

  /** The same without telling columns apart. */
  public Lineage mixed() {
    return mixed(all);
  }
}
