package dev.chaperone.proxy.catalogue;

import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.TableName;
import java.util.Optional;
import java.util.Set;

/**
 * Something in a dataset, and the name by which it was asked for: an entry carries that name.
 *
 * @param id the table's or routine's own
 */
record Key<N>(N asked, String project, String dataset, String id) {
  private static final Set<String> NO_SEGMENTS = Set.of("", ".", "..");

  /** Empty for what is not one table: wildcards, INFORMATION_SCHEMA, names without a dataset. */
  static Optional<Key<TableName>> of(TableName asked, Optional<String> defaultProject) {
    return whole(asked, asked, defaultProject);
  }

  /** Empty for what is no routine of a dataset: a script's own function, a model. */
  static Optional<Key<RoutineName>> of(RoutineName asked, Optional<String> defaultProject) {
    return asked.kind() == RoutineName.Kind.MODEL
        ? Optional.empty()
        : TableName.parse(asked.path())
            .filter(path -> path.decorator().isEmpty())
            .flatMap(path -> whole(asked, path, defaultProject));
  }

  private static <N> Optional<Key<N>> whole(
      N asked, TableName path, Optional<String> defaultProject) {
    TableName name = path.within(defaultProject, Optional.empty());
    if (name.isWildcard()
        || name.isInformationSchema()
        || name.project().isEmpty()
        || name.dataset().isEmpty()) {
      return Optional.empty();
    }
    Key<N> key = new Key<>(asked, name.project().get(), name.dataset().get(), name.table());
    return key.isAddressable() ? Optional.of(key) : Optional.empty();
  }

  /** A path must not climb to another resource than the one named. */
  private boolean isAddressable() {
    return !NO_SEGMENTS.contains(project)
        && !NO_SEGMENTS.contains(dataset)
        && !NO_SEGMENTS.contains(id);
  }

  String datasetPath() {
    return "/bigquery/v2/projects/"
        + GatewayCalls.encode(project)
        + "/datasets/"
        + GatewayCalls.encode(dataset);
  }

  String dotted() {
    return project + "." + dataset + "." + id;
  }
}
