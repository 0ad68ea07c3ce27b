package dev.chaperone.googlesql.analysis;

import dev.chaperone.sql.ColumnRef;
import dev.chaperone.sql.OutputColumn.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a value comes from.
 *
 * @param unknown it may come from anything
 * @param names of the fields
 * @param fields of a STRUCT, where they are known apart; empty otherwise
 */
record Value(Set<Source> sources, boolean unknown, List<String> names, List<Value> fields) {
  static final Value NONE = new Value(Set.of(), false);
  static final Value UNKNOWN = new Value(Set.of(), true);

  Value {
    sources = Set.copyOf(sources);
    names = List.copyOf(names);
    fields = List.copyOf(fields);
  }

  private Value(Set<Source> sources, boolean unknown) {
    this(sources, unknown, List.of(), List.of());
  }

  static Value column(ColumnRef column) {
    return new Value(Set.of(new Source(column, true)), false);
  }

  static Value struct(List<String> names, List<Value> fields) {
    return new Value(Set.of(), false, names, fields);
  }

  Value field(int index, String name) {
    if (index >= 0 && index < fields.size()) {
      return fields.get(index);
    }
    Set<Source> narrowed = new HashSet<>();
    for (Source source : sources) {
      narrowed.add(source.verbatim() ? new Source(child(source.column(), name), true) : source);
    }
    return new Value(narrowed, unknown);
  }

  /** The same origins, after something was computed. */
  Value derived() {
    Set<Source> all = new HashSet<>();
    boolean anyUnknown = collect(all, false);
    return new Value(all, anyUnknown);
  }

  /** Either of the two. */
  Value or(Value other) {
    if (isNone()) {
      return other;
    }
    if (other.isNone()) {
      return this;
    }
    if (!fields.isEmpty() && names.equals(other.names)) {
      List<Value> merged = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        merged.add(fields.get(i).or(other.fields.get(i)));
      }
      return new Value(union(sources, other.sources), unknown || other.unknown, names, merged);
    }
    if (fields.isEmpty() && other.fields.isEmpty()) {
      return new Value(union(sources, other.sources), unknown || other.unknown);
    }
    Value one = derived();
    Value two = other.derived();
    return new Value(union(one.sources, two.sources), one.unknown || two.unknown);
  }

  /** All origins, whatever the field; whether there may be more is returned. */
  boolean collect(Set<Source> into, boolean verbatim) {
    boolean more = unknown;
    for (Source source : sources) {
      into.add(verbatim ? source : new Source(source.column(), false));
    }
    for (Value field : fields) {
      more |= field.collect(into, verbatim);
    }
    return more;
  }

  /** Whether it is a column, or parts of some, as they are. */
  boolean isVerbatim() {
    return !unknown
        && sources.stream().allMatch(Source::verbatim)
        && fields.stream().allMatch(Value::isVerbatim);
  }

  boolean isNone() {
    return !unknown && sources.isEmpty() && fields.isEmpty();
  }

  private static ColumnRef child(ColumnRef column, String name) {
    List<String> path = new ArrayList<>(column.path());
    path.add(name);
    return new ColumnRef(column.table(), path);
  }

  private static Set<Source> union(Set<Source> one, Set<Source> other) {
    Set<Source> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }
}
