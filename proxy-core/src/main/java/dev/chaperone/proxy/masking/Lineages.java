package dev.chaperone.proxy.masking;

import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.catalogue.TableInfo;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.sql.ColumnRef;
import dev.chaperone.sql.Effect;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.OutputColumn;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes down where a result's columns come from, out of what is known of its statement. */
public final class Lineages {
  private final Optional<CatalogueView> view;

  public Lineages(Optional<CatalogueView> view) {
    this.view = view;
  }

  /**
   * The lineage of a text's result.
   *
   * @param touched all columns it touches
   */
  public Lineage result(ScriptFacts facts, Fact<Set<ColumnRef>> touched) {
    Origins all = origins(touched);
    List<StatementFacts> showing =
        facts.statements().stream().filter(s -> s.effect() != Effect.CONTROL).toList();
    if (!facts.isUnderstood() || showing.size() != 1 || facts.statements().size() != 1) {
      // A script's answer may be that of any of its statements.
      return Lineage.mixed(all);
    }
    return switch (showing.getFirst().output()) {
      case Fact.Unknown<List<OutputColumn>> unknown -> Lineage.mixed(all);
      case Fact.Known<List<OutputColumn>>(List<OutputColumn> columns) ->
          columns.isEmpty() ? Lineage.mixed(all) : apart(columns, all);
    };
  }

  private Lineage apart(List<OutputColumn> columns, Origins all) {
    Map<Integer, String> names = new TreeMap<>();
    List<Lineage.Column> lineage = new ArrayList<>();
    for (OutputColumn column : columns) {
      names.putIfAbsent(column.position(), named(column.path().getFirst()));
      if (expanded(column, lineage)) {
        continue;
      }
      lineage.add(
          new Lineage.Column(
              column.position(),
              column.path().stream().map(Lineages::named).toList(),
              origins(
                  column
                      .sources()
                      .map(
                          sources -> {
                            Set<ColumnRef> refs = new HashSet<>();
                            sources.forEach(s -> refs.add(s.column()));
                            return refs;
                          })),
              column
                  .sources()
                  .toOptional()
                  .map(s -> s.stream().allMatch(OutputColumn.Source::verbatim))
                  .orElse(false)));
    }
    for (int i = 0; i < names.size(); i++) {
      if (!names.containsKey(i)) {
        return Lineage.mixed(all);
      }
    }
    return new Lineage(true, List.copyOf(names.values()), lineage, all);
  }

  /** A struct that is shown as it is has its fields apart, so that each goes by its own tags. */
  private boolean expanded(OutputColumn column, List<Lineage.Column> into) {
    Set<OutputColumn.Source> sources = column.sources().toOptional().orElseGet(Set::of);
    if (sources.size() != 1 || !sources.iterator().next().verbatim()) {
      return false;
    }
    ColumnRef origin = sources.iterator().next().column();
    Optional<Field> field =
        view.flatMap(v -> v.table(origin.table()))
            .flatMap(info -> field(info.entry().fields(), origin.path()));
    if (field.isEmpty() || field.get().fields().isEmpty()) {
      return false;
    }
    List<String> path = column.path().stream().map(Lineages::named).toList();
    leaves(origin, column.position(), path, field.get(), into);
    return true;
  }

  private static Optional<Field> field(List<Field> fields, List<String> path) {
    Optional<Field> found =
        fields.stream().filter(f -> f.name().equalsIgnoreCase(path.getFirst())).findFirst();
    return path.size() == 1
        ? found
        : found.flatMap(f -> field(f.fields(), path.subList(1, path.size())));
  }

  /** The analyser makes up names that begin with a dollar sign; BigQuery makes up others. */
  private static String named(String name) {
    return name.startsWith("$") ? "" : name;
  }

  /** The lineage of a table that is read as it is. */
  public Lineage table(TableName table) {
    Optional<TableInfo> info = view.flatMap(v -> v.table(table));
    if (info.isEmpty() || info.get().entry().fields().isEmpty()) {
      return Lineage.mixed(new Origins(List.of(whole(table)), true));
    }
    List<String> names = new ArrayList<>();
    List<Lineage.Column> columns = new ArrayList<>();
    List<Origin> all = new ArrayList<>();
    List<Field> fields = info.get().entry().fields();
    for (int i = 0; i < fields.size(); i++) {
      names.add(fields.get(i).name());
      List<String> path = List.of(fields.get(i).name());
      leaves(new ColumnRef(table, path), i, path, fields.get(i), columns);
    }
    columns.forEach(c -> all.addAll(c.origins().from()));
    return new Lineage(true, names, columns, new Origins(all, true));
  }

  private void leaves(
      ColumnRef origin, int position, List<String> path, Field field, List<Lineage.Column> into) {
    if (field.fields().isEmpty()) {
      into.add(
          new Lineage.Column(position, path, new Origins(List.of(origin(origin)), true), true));
      return;
    }
    for (Field inner : field.fields()) {
      leaves(
          new ColumnRef(origin.table(), deeper(origin.path(), inner.name())),
          position,
          deeper(path, inner.name()),
          inner,
          into);
    }
  }

  private static List<String> deeper(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  /** All of a table. */
  public Origin whole(TableName table) {
    return origin(new ColumnRef(table, List.of(Origin.ALL)));
  }

  public Origins origins(Fact<? extends Collection<ColumnRef>> columns) {
    return columns
        .toOptional()
        .map(
            all ->
                new Origins(
                    all.stream()
                        .sorted(java.util.Comparator.comparing(ColumnRef::toString))
                        .map(this::origin)
                        .toList(),
                    true))
        .orElse(Origins.ANYWHERE);
  }

  /** A column, with BigQuery's policy tags on it as far as they are known. */
  public Origin origin(ColumnRef column) {
    TableName table = column.table();
    String path = String.join(".", column.path());
    Optional<TableInfo> info = view.flatMap(v -> v.table(table));
    return new Origin(
        table.project().orElse(""),
        table.dataset().orElse(""),
        table.table(),
        path,
        info.map(i -> policyTags(i, path)).orElse(List.of()),
        info.isPresent());
  }

  /** Those on the column, on fields in it, and on structs around it. */
  private static List<String> policyTags(TableInfo info, String path) {
    Set<String> tags = new HashSet<>();
    info.policyTags()
        .forEach(
            (at, names) -> {
              String one = at.toLowerCase(java.util.Locale.ROOT) + ".";
              String other = path.toLowerCase(java.util.Locale.ROOT) + ".";
              if (path.equals(Origin.ALL) || one.startsWith(other) || other.startsWith(one)) {
                tags.addAll(names);
              }
            });
    return tags.stream().sorted().toList();
  }
}
