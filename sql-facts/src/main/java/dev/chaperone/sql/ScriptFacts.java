package dev.chaperone.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is known of a request's whole text: its statements at every level, and what was not
 * understood.
 *
 * @param statements in the order of the text, those in blocks after their block
 * @param doubts why the rest of what stands here may not be the whole truth
 */
public record ScriptFacts(Analyser analyser, List<StatementFacts> statements, List<Doubt> doubts) {
  /** Whose word it is. */
  public enum Analyser {
    /** Our lexer alone. */
    LEXER,
    /** Google's analyser, and our lexer agrees. */
    NATIVE
  }

  public ScriptFacts {
    Objects.requireNonNull(analyser);
    statements = standing(statements);
    doubts = List.copyOf(doubts);
  }

  /** Facts of a text of which nothing is known. */
  public static ScriptFacts unknown(Doubt doubt) {
    return new ScriptFacts(Analyser.LEXER, List.of(), List.of(doubt));
  }

  /** Whether statements and names are established; only then may anything be called harmless. */
  public boolean isUnderstood() {
    return doubts.isEmpty() && !statements.isEmpty();
  }

  /** Whether it is certain that running this changes nothing. */
  public boolean isReadOnly() {
    return isUnderstood()
        && statements.stream()
            .allMatch(s -> s.effect() == Effect.READ || s.effect() == Effect.CONTROL);
  }

  /** All effects, with {@link Effect#UNKNOWN} among them whenever something is in doubt. */
  public Set<Effect> effects() {
    EnumSet<Effect> effects = EnumSet.noneOf(Effect.class);
    statements.forEach(s -> effects.add(s.effect()));
    if (!isUnderstood()) {
      effects.add(Effect.UNKNOWN);
    }
    return effects;
  }

  /** The kinds in the order of the text, each once; unknown when something is in doubt. */
  public Fact<List<StatementKind>> kinds() {
    if (!isUnderstood()) {
      return Fact.unknown(reason());
    }
    return Fact.known(statements.stream().map(StatementFacts::kind).distinct().toList());
  }

  public Set<Risk> risks() {
    EnumSet<Risk> risks = EnumSet.noneOf(Risk.class);
    statements.forEach(s -> risks.addAll(s.risks()));
    return risks;
  }

  public Fact<Set<TableName>> reads() {
    return union(StatementFacts::reads);
  }

  public Fact<Set<TableName>> readsThroughViews() {
    return union(StatementFacts::readsThroughViews);
  }

  public Fact<Set<TableName>> writes() {
    return union(StatementFacts::writes);
  }

  public Fact<Set<RoutineName>> routines() {
    return union(StatementFacts::routines);
  }

  public Fact<Set<ColumnRef>> columns() {
    return union(StatementFacts::columns);
  }

  public Fact<Set<ColumnUse>> uses() {
    return union(StatementFacts::uses);
  }

  /** The result's columns, where the text is one statement with a result. */
  public Fact<List<OutputColumn>> output() {
    if (!isUnderstood()) {
      return Fact.unknown(reason());
    }
    return statements.size() == 1
        ? statements.getFirst().output()
        : Fact.unknown("the results of a script are its statements'");
  }

  /** Why something is in doubt, in one line; empty if nothing is. */
  public Optional<String> doubt() {
    return isUnderstood() ? Optional.empty() : Optional.of(reason());
  }

  public ScriptFacts withDoubt(Doubt doubt) {
    List<Doubt> more = new ArrayList<>(doubts);
    more.add(doubt);
    return new ScriptFacts(analyser, statements, more);
  }

  private <T> Fact<Set<T>> union(Function<StatementFacts, Fact<Set<T>>> part) {
    if (!isUnderstood()) {
      return Fact.unknown(reason());
    }
    Set<T> all = new HashSet<>();
    for (StatementFacts statement : statements) {
      switch (part.apply(statement)) {
        case Fact.Known<Set<T>>(Set<T> value) -> all.addAll(value);
        case Fact.Unknown<Set<T>> unknown -> {
          return unknown;
        }
      }
    }
    return Fact.known(Set.copyOf(all));
  }

  /**
   * A temporary function is harmless in the script that uses it; one that is created alone is there
   * for what comes later in a session, and so changes more than its script.
   */
  private static List<StatementFacts> standing(List<StatementFacts> statements) {
    boolean alone =
        !statements.isEmpty()
            && statements.stream().allMatch(s -> s.kind() == StatementKind.CREATE_FUNCTION);
    return alone
        ? statements.stream()
            .map(s -> s.toBuilder().effect(StatementFacts.worse(s.effect(), Effect.SCHEMA)).build())
            .toList()
        : List.copyOf(statements);
  }

  private String reason() {
    return doubts.isEmpty() ? "there is no statement" : doubts.getFirst().detail();
  }
}
