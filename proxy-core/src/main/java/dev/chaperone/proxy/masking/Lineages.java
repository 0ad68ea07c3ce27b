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
      leaves(table, i, List.of(fields.get(i).name()), fields.get(i), columns);
    }
    columns.forEach(c -> all.addAll(c.origins().from()));
    return new Lineage(true, names, columns, new Origins(all, true));
  }

  private void leaves(
      TableName table, int position, List<String> path, Field field, List<Lineage.Column> into) {
    if (field.fields().isEmpty()) {
      into.add(
          new Lineage.Column(
              position,
              path,
              new Origins(List.of(origin(new ColumnRef(table, path))), true),
              true));
      return;
    }
    for (Field inner : field.fields()) {
      List<String> deeper = new ArrayList<>(path);
      deeper.add(inner.name());
      leaves(table, position, deeper, inner, into);
    }
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
