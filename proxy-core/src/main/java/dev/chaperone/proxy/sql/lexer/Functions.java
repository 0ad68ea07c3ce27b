package dev.chaperone.proxy.sql.lexer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows the functions that GoogleSQL and BigQuery bring along. */
public final class Functions {
  private static final Set<String> BUILT_IN = load();

  /** Words that may stand before a bracket without being a function. */
  private static final Set<String> SYNTAX =
      Set.of(
          "ALL",
          "AND",
          "ANY",
          "ARRAY",
          "AS",
          "ASSERT",
          "BETWEEN",
          "BY",
          "CASE",
          "CAST",
          "COLLATE",
          "CROSS",
          "CUBE",
          "CURRENT",
          "DEFAULT",
          "DISTINCT",
          "DO",
          "ELSE",
          "ELSEIF",
          "END",
          "EXCEPT",
          "EXISTS",
          "EXTRACT",
          "FOR",
          "FROM",
          "FULL",
          "GROUP",
          "GROUPING",
          "HAVING",
          "IF",
          "IN",
          "INNER",
          "INTERSECT",
          "INTERVAL",
          "INTO",
          "IS",
          "JOIN",
          "KEY",
          "LATERAL",
          "LEFT",
          "LIKE",
          "LIMIT",
          "NOT",
          "NULL",
          "OF",
          "OFFSET",
          "ON",
          "OR",
          "ORDER",
          "ORDINAL",
          "OUTER",
          "OVER",
          "PARTITION",
          "PIVOT",
          "QUALIFY",
          "RANGE",
          "REPLACE",
          "RETURN",
          "RIGHT",
          "ROLLUP",
          "ROWS",
          "SAFE_CAST",
          "SAFE_OFFSET",
          "SAFE_ORDINAL",
          "SELECT",
          "SET",
          "SETS",
          "SOME",
          "STRUCT",
          "TABLESAMPLE",
          "SYSTEM",
          "THEN",
          "UNION",
          "UNNEST",
          "UNPIVOT",
          "UNTIL",
          "USING",
          "VALUES",
          "WHEN",
          "WHERE",
          "WHILE",
          "WINDOW",
          "WITH",
          "RESERVOIR",
          "BERNOULLI",
          "MATCH_RECOGNIZE",
          "OPTIONS",
          "FILES",
          "COLUMNS",
          "PATTERN",
          "DEFINE",
          "MEASURES",
          "REPEATABLE",
          "ROW",
          "AGGREGATE",
          "EXTEND",
          "FORK",
          "TEE",
          "MATERIALIZED",
          "CORRESPONDING",
          "EXTERNAL_QUERY",
          "GRAPH_TABLE",
          "MODIFIED",
          "MATCH",
          "INSERT",
          "WEIGHT",
          "NULLS",
          "RENAME",
          "DEPTH",
          "MAX",
          "TO",
          "TRUE",
          "FALSE",
          "WEEK",
          "ALIGN",
          "CALL",
          "CONTENT",
          "SORT_BY",
          "PERCENT");

  private Functions() {}

  /** Whether this dotted name is a function that harms nobody. */
  public static boolean isBuiltIn(String dotted) {
    String name = dotted.toLowerCase(Locale.ROOT);
    return BUILT_IN.contains(name.startsWith("safe.") ? name.substring("safe.".length()) : name);
  }

  /** Whether a model is asked. */
  public static boolean isModelCall(String dotted) {
    String name = dotted.toLowerCase(Locale.ROOT);
    return name.startsWith("ml.") || name.startsWith("ai.");
  }

  /** Whether this word before a bracket is part of the language; upper case. */
  static boolean isSyntax(String word) {
    return SYNTAX.contains(word);
  }

  private static Set<String> load() {
    try (InputStream in =
            Objects.requireNonNull(Functions.class.getResourceAsStream("builtin-functions.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
