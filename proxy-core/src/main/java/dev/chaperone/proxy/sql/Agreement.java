package dev.chaperone.proxy.sql;

import dev.chaperone.proxy.sql.lexer.Functions;
import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.Effect;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.StatementKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Joins what the lexer and the native analyser found; each can only add to the other's worries. */
final class Agreement {
  private Agreement() {}

  static ScriptFacts of(ScriptFacts lexer, ScriptFacts analysed) {
    List<Doubt> doubts = new ArrayList<>(lexer.doubts());
    doubts.addAll(analysed.doubts());
    if (analysed.statements().isEmpty()) {
      return new ScriptFacts(ScriptFacts.Analyser.LEXER, lexer.statements(), doubts);
    }
    if (!kinds(lexer).equals(kinds(analysed))) {
      doubts.add(
          new Doubt(
              Doubt.Reason.DISAGREEMENT,
              "the lexer sees %s, the analyser %s".formatted(kinds(lexer), kinds(analysed))));
      List<StatementFacts> all = new ArrayList<>(lexer.statements());
      all.addAll(analysed.statements());
      return new ScriptFacts(ScriptFacts.Analyser.NATIVE, all, doubts);
    }
    List<StatementFacts> statements = new ArrayList<>();
    for (int i = 0; i < lexer.statements().size(); i++) {
      statements.add(join(lexer.statements().get(i), analysed.statements().get(i)));
    }
    return new ScriptFacts(ScriptFacts.Analyser.NATIVE, statements, doubts);
  }

  private static List<StatementKind> kinds(ScriptFacts facts) {
    return facts.statements().stream().map(StatementFacts::kind).toList();
  }

  private static StatementFacts join(StatementFacts lexer, StatementFacts analysed) {
    Set<Risk> risks = new HashSet<>(lexer.risks());
    risks.addAll(analysed.risks());
    Set<RoutineName> missed = missed(lexer, analysed);
    if (!missed.isEmpty() && StatementFacts.runsItsBody(lexer.kind(), risks)) {
      risks.add(Risk.UNRESOLVED_ROUTINE);
    }
    Effect effect = StatementFacts.effectOf(lexer.kind(), risks);
    return lexer.toBuilder()
        .risks(risks)
        .effect(worst(effect, worst(lexer.effect(), analysed.effect())))
        .reads(union(lexer.reads(), analysed.reads()))
        .routines(union(lexer.routines(), Fact.known(missed)))
        .readsThroughViews(analysed.readsThroughViews())
        .output(analysed.output())
        .uses(analysed.uses())
        .columns(analysed.columns())
        .limit(analysed.limit().isKnown() ? analysed.limit() : lexer.limit())
        .unfilteredPartitions(analysed.unfilteredPartitions())
        .build();
  }

  /**
   * Routines of datasets that only the analyser sees. Names without a dataset are left to the
   * lexer, which knows what the script itself defines.
   */
  private static Set<RoutineName> missed(StatementFacts lexer, StatementFacts analysed) {
    Set<RoutineName> missed = new HashSet<>(analysed.routines().toOptional().orElseGet(Set::of));
    missed.removeIf(r -> r.path().indexOf('.') < 0);
    missed.removeIf(r -> Functions.isBuiltIn(r.path()) || Functions.isModelCall(r.path()));
    missed.removeAll(lexer.routines().toOptional().orElseGet(Set::of));
    return missed;
  }

  private static <T> Fact<Set<T>> union(Fact<Set<T>> one, Fact<Set<T>> other) {
    return switch (one) {
      case Fact.Unknown<Set<T>> unknown -> unknown;
      case Fact.Known<Set<T>>(Set<T> first) ->
          other.map(
              second -> {
                Set<T> all = new HashSet<>(first);
                all.addAll(second);
                return all;
              });
    };
  }

  private static Effect worst(Effect one, Effect other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
