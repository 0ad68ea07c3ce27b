package dev.chaperone.googlesql.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.sql.CatalogueSource;
import dev.chaperone.proxy.sql.SqlInspector;
import dev.chaperone.proxy.sql.SqlRequest;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.sql.analysis.WorkerAnalysis;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.Field;
import dev.chaperone.sql.catalogue.RoutineEntry;
import dev.chaperone.sql.catalogue.TableEntry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the long run: prints how long an inspection takes; asserts only that it was one. */
@Tag("long")
class SpeedTest {
  private static final int ROUNDS = 300;

  /** Twenty tables of twenty columns, and always the same ones. */
  private static final class Tables implements CatalogueSource {
    private final Map<TableName, TableEntry> entries = new ConcurrentHashMap<>();

    @Override
    public Collection<TableEntry> tables(Set<TableName> names) {
      return names.stream().map(n -> entries.computeIfAbsent(n, Tables::table)).toList();
    }

    private static TableEntry table(TableName name) {
      Field[] fields = new Field[20];
      for (int i = 0; i < fields.length; i++) {
        fields[i] = Field.of("c" + i, i % 2 == 0 ? "INT64" : "STRING");
      }
      return TableEntry.table(name, fields);
    }

    @Override
    public Collection<RoutineEntry> routines(Set<RoutineName> names) {
      return List.of();
    }
  }

  @TempDir Path temporary;

  private static SqlRequest request(int number) {
    StringBuilder sql = new StringBuilder("WITH a AS (SELECT c0, c1, c2, c4 FROM shop.t1)");
    for (int i = 2; sql.length() < 1_850; i++) {
      sql.append(
          ", a%d AS (SELECT x.c0, UPPER(y.c1) AS c1, SUM(x.c2) AS c2 FROM shop.t%d x JOIN shop.t1 y ON x.c0 = y.c0 WHERE x.c3 <> 'v' GROUP BY 1, 2)"
              .formatted(i, i % 20 + 1));
    }
    sql.append(" SELECT a2.c1, a3.c2 AS n").append(number);
    sql.append(" FROM a2 JOIN a3 USING (c0) WHERE a2.c2 > ").append(number);
    return new SqlRequest(sql.toString(), false, Optional.of("demo"), Optional.empty());
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%s: p50 %.3f ms, p99 %.3f ms%n",
        what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
  }

  @Test
  void inspectionsAreTimed() throws InterruptedException {
    try (WorkerAnalysis analysis = Workers.start(temporary)) {
      SqlInspector inspector = new SqlInspector(analysis);
      Tables tables = new Tables();
      System.out.printf("a text of %,d characters%n", request(0).sql().length());
      time(inspector, tables, 10_000, "warming up, new text each time");
      time(inspector, tables, 20_000, "new text each time");
      assertThat(inspector.inspect(request(20_000), tables).isReadOnly()).isTrue();
      assertThat(
              Objects.requireNonNull(inspector.inspect(request(20_000), tables).output().isKnown()))
          .isTrue();
      long[] cached = new long[ROUNDS * 10];
      for (int i = 0; i < cached.length; i++) {
        long start = System.nanoTime();
        inspector.inspect(request(20_000), tables);
        cached[i] = System.nanoTime() - start;
      }
      print("same text again", cached);
    }
    SqlInspector lexerOnly = new SqlInspector(NativeAnalysis.unavailable("switched off"));
    time(lexerOnly, new Tables(), 30_000, "lexer only, new text each time");
  }

  private static void time(SqlInspector inspector, Tables tables, int first, String what) {
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      SqlRequest request = request(first + i);
      long start = System.nanoTime();
      inspector.inspect(request, tables);
      nanos[i] = System.nanoTime() - start;
    }
    print(what, nanos);
  }
}
