package dev.chaperone.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table, view or other relation by name, as far as it is named.
 *
 * @param dataset also a region's qualifier such as {@code region-us}, before INFORMATION_SCHEMA
 * @param table with {@code INFORMATION_SCHEMA.} in front for its views, and with {@code *} at the
 *     end for a wildcard
 * @param decorator what follows {@code $} or {@code @}: a partition, or a time
 */
public record TableName(
    Optional<String> project, Optional<String> dataset, String table, Optional<String> decorator) {
  private static final String INFORMATION_SCHEMA = "INFORMATION_SCHEMA";

  public TableName {
    if (table.isEmpty() || project.isPresent() && dataset.isEmpty() && !inSchema(table)) {
      throw new IllegalArgumentException("a table needs a name, and a project a dataset");
    }
  }

  public static TableName of(String project, String dataset, String table) {
    return new TableName(Optional.of(project), Optional.of(dataset), table, Optional.empty());
  }

  public static TableName of(String dataset, String table) {
    return new TableName(Optional.empty(), Optional.of(dataset), table, Optional.empty());
  }

  /** Reads a name as it stands in SQL, its quoted parts unquoted; empty if it is none. */
  public static Optional<TableName> parse(List<String> path) {
    List<String> parts = split(String.join(".", path));
    if (parts.isEmpty() || parts.stream().anyMatch(String::isEmpty)) {
      return Optional.empty();
    }
    int schema = indexOfInformationSchema(parts);
    String table = String.join(".", parts.subList(schema, parts.size()));
    List<String> before = parts.subList(0, schema);
    if (before.size() > 2) {
      return Optional.empty();
    }
    if (inSchema(table) && table.indexOf('.') != table.lastIndexOf('.')) {
      return Optional.empty();
    }
    int mark = decoratorAt(table);
    Optional<String> decorator =
        mark < 0 ? Optional.empty() : Optional.of(table.substring(mark + 1));
    String plain = mark < 0 ? table : table.substring(0, mark);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TableName(
            before.size() == 2 ? Optional.of(before.get(0)) : Optional.empty(),
            before.isEmpty() ? Optional.empty() : Optional.of(before.getLast()),
            plain,
            decorator));
  }

  /** Reads a dotted name. */
  public static Optional<TableName> parse(String dotted) {
    return parse(List.of(dotted));
  }

  public boolean isWildcard() {
    return table.endsWith("*");
  }

  public boolean isInformationSchema() {
    return inSchema(table);
  }

  /** Whether a dataset is named; without it the name means what the request's default says. */
  public boolean isQualified() {
    return dataset.isPresent();
  }

  /** The name with what it leaves out filled in. */
  public TableName within(Optional<String> defaultProject, Optional<String> defaultDataset) {
    Optional<String> inDataset =
        dataset.isPresent() || isInformationSchema() ? dataset : defaultDataset;
    boolean takesProject = inDataset.isPresent() || isInformationSchema();
    return new TableName(
        project.isPresent() || !takesProject ? project : defaultProject,
        inDataset,
        table,
        decorator);
  }

  /** The name in dots, without quotes. */
  public String dotted() {
    StringBuilder name = new StringBuilder();
    project.ifPresent(p -> name.append(p).append('.'));
    dataset.ifPresent(d -> name.append(d).append('.'));
    name.append(table);
    decorator.ifPresent(d -> name.append(Character.isDigit(d.charAt(0)) ? '$' : '@').append(d));
    return name.toString();
  }

  @Override
  public String toString() {
    return dotted();
  }

  private static boolean inSchema(String table) {
    String upper = table.toUpperCase(Locale.ROOT);
    return upper.equals(INFORMATION_SCHEMA) || upper.startsWith(INFORMATION_SCHEMA + ".");
  }

  private static int indexOfInformationSchema(List<String> parts) {
    for (int i = 0; i < parts.size() - 1; i++) {
      if (parts.get(i).equalsIgnoreCase(INFORMATION_SCHEMA)) {
        return i;
      }
    }
    return parts.size() - 1;
  }

  private static int decoratorAt(String table) {
    int partition = table.indexOf('$');
    int time = table.indexOf('@');
    int mark = partition < 0 ? time : time < 0 ? partition : Math.min(partition, time);
    return mark > 0 && mark < table.length() - 1 ? mark : -1;
  }

  /** Dots separate, but not in the domain before a colon: {@code example.com:project.d.t}. */
  private static List<String> split(String dotted) {
    List<String> parts = new ArrayList<>();
    int colon = dotted.indexOf(':');
    int start = 0;
    int from = Math.max(colon, 0);
    for (int dot = dotted.indexOf('.', from); dot >= 0; dot = dotted.indexOf('.', start)) {
      parts.add(dotted.substring(start, dot));
      start = dot + 1;
    }
    parts.add(dotted.substring(start));
    return parts;
  }
}
