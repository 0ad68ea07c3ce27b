package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.ZetaSQLType.TypeProto;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import java.util.List;
import java.util.Optional;

/** A statement with its parameters and the dataset that unqualified names belong to. */
public record Query(
    String sql, Optional<String> defaultDataset, boolean positional, List<Parameter> parameters) {

  /** One typed parameter; a positional one is named by its place. */
  public record Parameter(String name, TypeProto type, ValueProto value) {}

  public Query {
    parameters = List.copyOf(parameters);
  }

  public static Query of(String sql) {
    return new Query(sql, Optional.empty(), false, List.of());
  }
}
