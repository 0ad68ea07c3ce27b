package dev.chaperone.bench.decide;

import dev.chaperone.proxy.review.Reviewed;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.sql.analysis.WorkerAnalysis;
import dev.chaperone.proxy.sql.analysis.WorkerCommand;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints how long analysis and decision take: of a statement seen before, of a new one of 2 KB, and
 * of the first query on 20 tables that nobody has looked up yet. {@code bench.googlesql} is the
 * analyser's class path; without it there is lexer-only mode alone. What the analyser was late
 * over, as on a busy machine, is counted as in doubt.
 */
public final class DecisionBench {
  private static final int MEASURED = Integer.getInteger("bench.rounds", 2_000);

  /** A gateway's compiler has long been done with what every request runs through. */
  private static final int WARM_UP = 20 * MEASURED;

  /** Of new statements, which take longer. */
  private static final int NEW_WARM_UP = MEASURED;

  private static final int COLD_ROUNDS = 10;

  private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

  private DecisionBench() {}

  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]);
    measure("lexer only", data.resolve("lexer"), NativeAnalysis.unavailable("not wanted"));
    String classPath = System.getProperty("bench.googlesql", "");
    if (!classPath.isEmpty()) {
      try (WorkerAnalysis analysis = worker(classPath)) {
        System.out.println("analyser: " + analysis.awaitStarted(Duration.ofSeconds(60)));
        measure("native", data.resolve("native"), analysis);
      }
    }
  }

  private static WorkerAnalysis worker(String classPath) {
    return WorkerAnalysis.start(
        new WorkerCommand(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList(),
            "dev.chaperone.googlesql.analysis.AnalysisMain",
            1024,
            Path.of(System.getProperty("java.io.tmpdir"))),
        WorkerAnalysis.Limits.DEFAULT);
  }

  private static void measure(String mode, Path data, NativeAnalysis analysis) throws Exception {
    Files.createDirectories(data);
    try (SlowTables tables = new SlowTables();
        Desk desk = new Desk(data, tables.uri(), analysis)) {
      String known = statement("t0", 0);
      // The clock of the catalogue runs on: every minute its tables are asked for once more.
      time(desk, WARM_UP, i -> known);
      print(
          mode,
          "cached statement of %,d bytes".formatted(known.length()),
          time(desk, MEASURED, i -> known));
      time(desk, NEW_WARM_UP, i -> statement("t0", i + 1));
      print(
          mode,
          "new statement of %,d bytes".formatted(known.length()),
          time(desk, MEASURED, i -> statement("t0", NEW_WARM_UP + i + 1)));
      tables.latency(Duration.ofMillis(300));
      print(
          mode,
          "first query on 20 cold tables, 300 ms each",
          time(desk, COLD_ROUNDS, i -> cold(i)));
    }
  }

  /** Both sorted; the second is the asking thread's processor time, which others' load spares. */
  private record Times(long[] nanos, long[] worked, int doubts) {}

  private interface Sql {
    String of(int round);
  }

  private static Times time(Desk desk, int rounds, Sql sql) {
    long[] nanos = new long[rounds];
    long[] worked = new long[rounds];
    int doubts = 0;
    for (int i = 0; i < rounds; i++) {
      String text = sql.of(i);
      long start = System.nanoTime();
      long began = PROCESSOR.getCurrentThreadCpuTime();
      Reviewed reviewed = desk.review(text);
      worked[i] = PROCESSOR.getCurrentThreadCpuTime() - began;
      nanos[i] = System.nanoTime() - start;
      if (reviewed.facts().map(f -> !f.isUnderstood()).orElse(true)) {
        doubts++;
      }
    }
    Arrays.sort(nanos);
    Arrays.sort(worked);
    return new Times(nanos, worked, doubts);
  }

  private static void print(String mode, String what, Times times) {
    long[] sorted = times.nanos();
    System.out.printf(
        Locale.ROOT,
        "%-10s %-43s p50 %8.3f ms  p95 %8.3f  max %8.3f  (%,d); own processor time p50"
            + " %.3f ms; in doubt %d%n",
        mode,
        what,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 95 / 100] / 1e6,
        sorted[sorted.length - 1] / 1e6,
        sorted.length,
        times.worked()[sorted.length / 2] / 1e6,
        times.doubts());
  }

  /** About 2 KB: sums by conditions, a join with a subquery, filters; no two rounds alike. */
  private static String statement(String table, int round) {
    String sums =
        IntStream.range(0, 25)
            .mapToObj(
                i ->
                    "  SUM(IF(o.note = 'kind %d of round %d', o.amount, NULL)) AS s%d"
                        .formatted(i, round, i))
            .collect(Collectors.joining(",\n"));
    return "SELECT o.id, COUNT(*) AS n%d,\n".formatted(round)
        + sums
        + "\nFROM bench.shop."
        + table
        + " AS o\nJOIN (SELECT id, MAX(seen) AS latest FROM bench.shop.u0 WHERE amount > "
        + round
        + " GROUP BY id) AS u ON o.id = u.id\n"
        + "WHERE o.seen > TIMESTAMP '2026-01-01 00:00:00+00' AND o.note NOT LIKE '%test%'\n"
        + IntStream.range(0, 8)
            .mapToObj(i -> "  AND o.amount <> %d".formatted(round * 8L + i))
            .collect(Collectors.joining("\n"))
        + "\nGROUP BY o.id ORDER BY n"
        + round
        + " DESC LIMIT 100";
  }

  private static String cold(int round) {
    return IntStream.range(0, 20)
        .mapToObj(i -> "SELECT id, amount FROM bench.shop.cold_%d_%d".formatted(round, i))
        .collect(Collectors.joining("\nUNION ALL\n"));
  }
}
