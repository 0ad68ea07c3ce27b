package dev.chaperone.proxy.sql;

import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import dev.chaperone.sql.catalogue.RoutineEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives names their full meaning: datasets that are left out, and what routines are. */
final class Names {
  private final SqlRequest request;
  private final Map<String, RoutineEntry> routines = new HashMap<>();
  private final Set<String> unclear = new LinkedHashSet<>();

  private Names(SqlRequest request, CatalogueSnapshot catalogue) {
    this.request = request;
    catalogue.routines().forEach(r -> routines.put(r.name().path(), r));
  }

  static ScriptFacts resolve(ScriptFacts facts, SqlRequest request, CatalogueSnapshot catalogue) {
    Names names = new Names(request, catalogue);
    List<StatementFacts> statements = facts.statements().stream().map(names::statement).toList();
    List<Doubt> doubts = new ArrayList<>(facts.doubts());
    for (String name : names.unclear) {
      doubts.add(new Doubt(Doubt.Reason.NAME, "name the dataset: " + name + " stands alone"));
    }
    return new ScriptFacts(facts.analyser(), statements, doubts);
  }

  private StatementFacts statement(StatementFacts facts) {
    Set<Risk> risks = risks(facts);
    return facts.toBuilder()
        .reads(tables(facts.reads()))
        .writes(tables(facts.writes()))
        .risks(risks)
        .effect(
            facts.effect().compareTo(facts.kind().effect()) > 0 && risks.equals(facts.risks())
                ? facts.effect()
                : StatementFacts.effectOf(facts.kind(), risks))
        .build();
  }

  private Fact<Set<TableName>> tables(Fact<Set<TableName>> names) {
    return names.map(
        tables -> {
          Set<TableName> full = new HashSet<>();
          for (TableName table : tables) {
            TableName whole = table.within(request.project(), request.dataset());
            boolean alone = request.session() ? !table.isQualified() : !whole.isQualified();
            if (alone && !whole.isInformationSchema()) {
              unclear.add(whole.dotted());
            }
            full.add(whole);
          }
          return full;
        });
  }

  private Set<Risk> risks(StatementFacts facts) {
    Set<Risk> risks = new HashSet<>(facts.risks());
    if (!risks.contains(Risk.UNRESOLVED_ROUTINE)) {
      return risks;
    }
    boolean all = true;
    for (RoutineName name : facts.routines().toOptional().orElseGet(Set::of)) {
      RoutineEntry routine = routines.get(name.path());
      if (routine == null) {
        all = false;
        continue;
      }
      switch (routine.language()) {
        case REMOTE, PYTHON, OTHER -> risks.add(Risk.REMOTE_FUNCTION);
        case JAVASCRIPT -> {}
        case SQL -> all &= isPlain(routine);
      }
    }
    if (all) {
      risks.remove(Risk.UNRESOLVED_ROUTINE);
    }
    return risks;
  }

  /** Whether a body computes, and neither reads a table nor calls what is not known. */
  private static boolean isPlain(RoutineEntry routine) {
    if (routine.body().isEmpty()) {
      return false;
    }
    ScriptFacts body = LexerFacts.of("SELECT (" + routine.body().get() + "\n)");
    return body.isReadOnly()
        && body.reads().toOptional().filter(Set::isEmpty).isPresent()
        && body.routines().toOptional().filter(Set::isEmpty).isPresent();
  }
}
