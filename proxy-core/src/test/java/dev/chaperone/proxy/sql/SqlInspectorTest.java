package dev.chaperone.proxy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.Effect;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import dev.chaperone.sql.catalogue.Field;
import dev.chaperone.sql.catalogue.RoutineEntry;
import dev.chaperone.sql.catalogue.TableEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqlInspectorTest {
  /** Says what it is told to say, and counts. */
  private static final class Scripted implements NativeAnalysis {
    private final Map<String, ScriptFacts> answers = new HashMap<>();
    private final List<CatalogueSnapshot> asked = new ArrayList<>();

    @Override
    public State state() {
      return new State.Ready();
    }

    @Override
    public ScriptFacts analyse(
        String sql,
        Optional<String> project,
        Optional<String> dataset,
        CatalogueSnapshot catalogue,
        Duration patience) {
      asked.add(catalogue);
      return answers.getOrDefault(sql, LexerFacts.of(sql));
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }

  /** Tables and routines by name. */
  private static final class Entries implements CatalogueSource {
    private final Map<TableName, TableEntry> tables = new HashMap<>();
    private final Map<RoutineName, RoutineEntry> routines = new HashMap<>();

    @Override
    public Collection<TableEntry> tables(Set<TableName> names) {
      return names.stream().filter(tables::containsKey).map(tables::get).toList();
    }

    @Override
    public Collection<RoutineEntry> routines(Set<RoutineName> names) {
      return names.stream().filter(routines::containsKey).map(routines::get).toList();
    }
  }

  private final Scripted analysis = new Scripted();
  private final Entries entries = new Entries();
  private final SqlInspector inspector = new SqlInspector(analysis);

  private ScriptFacts inspect(String sql) {
    return inspector.inspect(
        new SqlRequest(sql, false, Optional.of("p"), Optional.empty()), entries);
  }

  private static RoutineName function(String path) {
    return new RoutineName(RoutineName.Kind.FUNCTION, path);
  }

  private void routine(String path, RoutineEntry.Language language, String body) {
    entries.routines.put(
        function(path),
        new RoutineEntry(
            function(path),
            language,
            List.of(),
            Optional.of("INT64"),
            List.of(),
            Optional.of(body)));
  }

  @Test
  void namesGetTheirProject() {
    assertThat(inspect("SELECT a FROM d.t").reads())
        .isEqualTo(Fact.known(Set.of(TableName.of("p", "d", "t"))));
  }

  @Test
  void aNameThatStandsAloneIsInDoubtWithoutADefault() {
    assertThat(inspect("SELECT a FROM t").doubts().getFirst().reason())
        .isEqualTo(Doubt.Reason.NAME);
    assertThat(
            inspector
                .inspect(
                    new SqlRequest("SELECT a FROM t", false, Optional.of("p"), Optional.of("d")),
                    entries)
                .isReadOnly())
        .isTrue();
  }

  @Test
  void inASessionANameThatStandsAloneMayMeanItsOwnTable() {
    Optional<String> dataset = Optional.of("d");
    assertThat(
            inspector
                .inspect(
                    new SqlRequest("SELECT a FROM t", false, Optional.of("p"), dataset, true),
                    entries)
                .isReadOnly())
        .isFalse();
  }

  @Test
  void legacySqlIsNotRead() {
    ScriptFacts facts =
        inspector.inspect(
            new SqlRequest("SELECT 1", true, Optional.empty(), Optional.empty()), entries);
    assertThat(facts.isReadOnly()).isFalse();
    assertThat(facts.risks()).contains(Risk.LEGACY_SQL);
    assertThat(facts.doubt().orElseThrow()).contains("useLegacySql");
    assertThat(analysis.asked).isEmpty();
  }

  @Test
  void aMilderOpinionOfTheAnalyserDoesNotCount() {
    String sql = "DROP TABLE d.t";
    analysis.answers.put(sql, LexerFacts.of("SELECT 1"));
    ScriptFacts facts = inspect(sql);
    assertThat(facts.isReadOnly()).isFalse();
    assertThat(facts.doubts().getFirst().reason()).isEqualTo(Doubt.Reason.DISAGREEMENT);
  }

  @Test
  void aWorseOpinionOfTheAnalyserCounts() {
    String sql = "SELECT a FROM d.t";
    analysis.answers.put(sql, LexerFacts.of("SELECT a FROM d.t; DROP TABLE d.t"));
    assertThat(inspect(sql).effects()).contains(Effect.SCHEMA, Effect.UNKNOWN);
    String other = "SELECT b FROM d.t";
    analysis.answers.put(other, LexerFacts.of("SELECT b FROM d.t, d.u"));
    assertThat(inspect(other).reads())
        .isEqualTo(Fact.known(Set.of(TableName.of("p", "d", "t"), TableName.of("p", "d", "u"))));
    String third = "SELECT c FROM d.t";
    analysis.answers.put(third, LexerFacts.of("SELECT d.f(c) FROM d.t"));
    assertThat(inspect(third).isReadOnly()).isFalse();
  }

  @Test
  void whatTheAnalyserRefusesIsInDoubt() {
    String sql = "SELECT 1 1";
    analysis.answers.put(sql, ScriptFacts.unknown(new Doubt(Doubt.Reason.REFUSED, "no")));
    assertThat(inspect(sql).isReadOnly()).isFalse();
  }

  @Test
  void whatTheLexerDoubtsOrIsTooLongNeverReachesTheAnalyser() {
    assertThat(inspect("SELECT '").isUnderstood()).isFalse();
    assertThat(inspect("SELECT '" + "x".repeat(60_000) + "'").doubts().getFirst().reason())
        .isEqualTo(Doubt.Reason.BEYOND_LIMITS);
    assertThat(analysis.asked).isEmpty();
  }

  @Test
  void theSameTextIsAnalysedOnceUntilTheCatalogueChanges() {
    TableName t = TableName.of("p", "d", "t");
    entries.tables.put(t, TableEntry.table(t, Field.of("a", "INT64")));
    ScriptFacts first = inspect("SELECT a FROM d.t");
    assertThat(inspect("SELECT a FROM d.t")).isSameAs(first);
    assertThat(analysis.asked).hasSize(1);
    entries.tables.put(t, TableEntry.table(t, Field.of("a", "STRING")));
    inspect("SELECT a FROM d.t");
    assertThat(analysis.asked).hasSize(2);
  }

  @Test
  void failuresThatMayPassAreNotKept() {
    String sql = "SELECT 1 AS x";
    analysis.answers.put(
        sql, ScriptFacts.unknown(new Doubt(Doubt.Reason.ANALYSER_STARTING, "not yet")));
    assertThat(inspect(sql).isReadOnly()).isFalse();
    analysis.answers.clear();
    assertThat(inspect(sql).isReadOnly()).isTrue();
  }

  @Test
  void viewsBringTheirTablesAlong() {
    TableName view = TableName.of("p", "d", "v");
    TableName inner = TableName.of("p", "d", "w");
    TableName base = TableName.of("p", "d", "t");
    entries.tables.put(view, TableEntry.view(view, "SELECT a FROM d.w", Field.of("a", "INT64")));
    entries.tables.put(inner, TableEntry.view(inner, "SELECT a FROM d.t", Field.of("a", "INT64")));
    entries.tables.put(base, TableEntry.table(base, Field.of("a", "INT64")));
    inspect("SELECT a FROM d.v");
    assertThat(analysis.asked.getFirst().tables()).hasSize(3);
  }

  @Test
  void aFunctionIsHarmlessOnlyWhenItsDefinitionSaysSo() {
    routine("d.plain", RoutineEntry.Language.SQL, "x + 1");
    routine("d.js", RoutineEntry.Language.JAVASCRIPT, "return 1");
    routine("d.reads", RoutineEntry.Language.SQL, "(SELECT MAX(a) FROM d.t)");
    routine("d.calls", RoutineEntry.Language.SQL, "d.remote(x)");
    routine("d.remote", RoutineEntry.Language.REMOTE, "");
    assertThat(inspect("SELECT d.plain(1), d.js(2)").isReadOnly()).isTrue();
    assertThat(inspect("SELECT d.reads(1)").isReadOnly()).isFalse();
    assertThat(inspect("SELECT d.calls(1)").isReadOnly()).isFalse();
    assertThat(inspect("SELECT d.unknown(1)").isReadOnly()).isFalse();
    ScriptFacts remote = inspect("SELECT d.remote(1)");
    assertThat(remote.isReadOnly()).isFalse();
    assertThat(remote.risks()).contains(Risk.REMOTE_FUNCTION);
  }
}
