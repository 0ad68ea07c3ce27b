package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns ZetaSQL's errors into the ones BigQuery answers. */
final class SqlErrors {
  private static final Pattern POSITION = Pattern.compile("\\s*\\[at (\\d+:\\d+)]$");
  private static final Pattern TABLE_NOT_FOUND =
      Pattern.compile("^Table not found: ([^;\\[]+?)(; Did you mean .*)?( at \\[\\d+:\\d+])?$");

  /** Functions of BigQuery that its open-source engine does not have. */
  private static final Pattern ONLY_IN_BIGQUERY =
      Pattern.compile(
          "^(Function|Table-valued function) not found: ((ML|AI)\\.\\w+|SEARCH|VECTOR_SEARCH|EXTERNAL_QUERY)\\b.*",
          Pattern.CASE_INSENSITIVE);

  private SqlErrors() {}

  /** For an error whose positions are those of the text the client sent. */
  static SqlFailure of(
      StatusRuntimeException e, Warehouse warehouse, Optional<String> defaultDataset) {
    String message = POSITION.matcher(description(e)).replaceFirst(" at [$1]");
    Matcher missing = TABLE_NOT_FOUND.matcher(message);
    if (missing.matches()) {
      return missingTable(
          missing.group(1).replace("`", ""),
          Optional.ofNullable(missing.group(3)).orElse(""),
          warehouse,
          defaultDataset);
    }
    return byCode(e, message);
  }

  /** For an error in a rewritten text, where positions would mislead. */
  static SqlFailure withoutPosition(StatusRuntimeException e) {
    return byCode(e, POSITION.matcher(description(e)).replaceFirst(""));
  }

  private static SqlFailure byCode(StatusRuntimeException e, String message) {
    Matcher missing = ONLY_IN_BIGQUERY.matcher(message);
    if (missing.matches()) {
      return SqlFailure.unsupported("its engine does not have " + missing.group(2) + ".");
    }
    if (message.contains("SetReadTime() not implemented")) {
      return SqlFailure.unsupported("tables have no past; leave out FOR SYSTEM_TIME AS OF.");
    }
    return switch (e.getStatus().getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE, NOT_FOUND, FAILED_PRECONDITION ->
          SqlFailure.invalid(message);
      case DEADLINE_EXCEEDED ->
          new SqlFailure(
              SqlFailure.Reason.TIMEOUT,
              "The query took longer than the sandbox allows. Read fewer rows or simplify it.");
      case RESOURCE_EXHAUSTED ->
          SqlFailure.unsupported("it needs more memory than the sandbox gives to one query.");
      case UNIMPLEMENTED -> SqlFailure.unsupported(message);
      default ->
          SqlFailure.unsupported("the engine answered " + e.getStatus().getCode() + ": " + message);
    };
  }

  private static SqlFailure missingTable(
      String path, String position, Warehouse warehouse, Optional<String> defaultDataset) {
    List<String> parts = List.of(path.split("\\."));
    if (parts.size() == 1 && defaultDataset.isEmpty()) {
      return SqlFailure.invalid(
          "Table \"%s\" must be qualified with a dataset (e.g. dataset.table).%s"
              .formatted(path, position));
    }
    String table = parts.getLast();
    String dataset = parts.size() > 1 ? parts.get(parts.size() - 2) : defaultDataset.orElseThrow();
    String project = parts.size() > 2 ? parts.get(parts.size() - 3) : warehouse.project();
    boolean noDataset = project.equals(warehouse.project()) && warehouse.dataset(dataset).isEmpty();
    String what =
        noDataset
            ? "Dataset %s:%s".formatted(project, dataset)
            : "Table %s:%s.%s".formatted(project, dataset, table);
    return SqlFailure.notFound(what);
  }

  private static String description(StatusRuntimeException e) {
    String description = e.getStatus().getDescription();
    return description == null ? e.getStatus().getCode().name() : description;
  }
}
