package dev.chaperone.proxy.policy.glob;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A pattern for tables: {@code dataset}, {@code dataset.table}, {@code project.dataset.table} or
 * {@code project:dataset.table}.
 *
 * <p>A project left out means any. Case counts, as it does in BigQuery.
 */
public final class TablePattern {
  private static final Glob ANY = Glob.caseSensitive("*");

  private final String text;
  private final Glob project;
  private final Glob dataset;
  private final Glob table;

  private TablePattern(String text, Glob project, Glob dataset, Glob table) {
    this.text = text;
    this.project = project;
    this.dataset = dataset;
    this.table = table;
  }

  /** Reads a pattern. */
  public static TablePattern parse(String text) throws BadPattern {
    PatternParts cut = PatternParts.of(text);
    Optional<Glob> project = cut.project().map(Glob::caseSensitive);
    List<Glob> parts = cut.parts().stream().map(Glob::caseSensitive).toList();
    return switch (parts.size()) {
      case 1 -> new TablePattern(text, project.orElse(ANY), parts.get(0), ANY);
      case 2 -> new TablePattern(text, project.orElse(ANY), parts.get(0), parts.get(1));
      case 3 -> {
        if (project.isPresent()) {
          throw tooLong(text);
        }
        yield new TablePattern(text, parts.get(0), parts.get(1), parts.get(2));
      }
      default -> throw tooLong(text);
    };
  }

  /** One that protects: case does not count, since there are datasets where it does not. */
  static TablePattern protecting(
      String text, Optional<String> project, String dataset, String table) {
    return new TablePattern(
        text,
        project.map(Glob::caseInsensitive).orElse(ANY),
        Glob.caseInsensitive(dataset),
        Glob.caseInsensitive(table));
  }

  private static BadPattern tooLong(String text) {
    return new BadPattern(
        "'"
            + text
            + "' has too many parts for tables. Write dataset.table or"
            + " project.dataset.table.");
  }

  /** Whether every table so named is meant: the question for what a pattern permits. */
  public Truth covers(TableRef ref) {
    return all(ref, Glob::covers);
  }

  /** Whether any table so named is meant: the question for what a pattern protects. */
  public Truth touches(TableRef ref) {
    return all(ref, Glob::touches);
  }

  /** Whether everything the other permits is permitted here too. */
  public boolean covers(TablePattern other) {
    return project.covers(other.project.toString())
        && dataset.covers(other.dataset.toString())
        && table.covers(other.table.toString());
  }

  private Truth all(TableRef ref, BiPredicate<Glob, String> question) {
    return part(project, ref.project(), question)
        .and(part(dataset, ref.dataset(), question))
        .and(part(table, ref.table(), question));
  }

  private static Truth part(Glob glob, Fact<String> name, BiPredicate<Glob, String> question) {
    if (glob.matchesAnything()) {
      return Truth.TRUE;
    }
    return switch (name) {
      case Fact.Known<String>(String known) -> Truth.of(question.test(glob, known));
      case Fact.Unknown<String> unknown -> Truth.UNKNOWN;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TablePattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
