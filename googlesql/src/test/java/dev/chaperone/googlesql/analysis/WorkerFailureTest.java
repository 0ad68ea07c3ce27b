package dev.chaperone.googlesql.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.sql.CatalogueSource;
import dev.chaperone.proxy.sql.SqlInspector;
import dev.chaperone.proxy.sql.SqlRequest;
import dev.chaperone.proxy.sql.analysis.WorkerAnalysis;
import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P3: whatever happens to the worker, the gateway goes on and lets nothing pass for it. */
@Timeout(180)
class WorkerFailureTest {
  private static final WorkerAnalysis.Limits LIMITS =
      new WorkerAnalysis.Limits(
          Duration.ofSeconds(3), Duration.ofSeconds(60), Duration.ofSeconds(60));

  @TempDir static Path shared;
  @TempDir Path temporary;
  private static WorkerAnalysis analysis;

  @BeforeAll
  static void start() throws InterruptedException {
    analysis = Workers.started(WorkerAnalysis.start(Workers.command(shared), LIMITS));
  }

  @AfterAll
  static void stop() {
    analysis.close();
  }

  private static ScriptFacts analyse(String sql) {
    return analysis.analyse(sql, Optional.empty(), Optional.empty(), CatalogueSnapshot.EMPTY);
  }

  static Stream<String> hostile() {
    return Stream.of(
        "SELECT " + "(".repeat(40_000) + "1" + ")".repeat(40_000),
        "SELECT " + "(SELECT ".repeat(40_000) + "1" + ")".repeat(40_000),
        "BEGIN ".repeat(40_000) + "SELECT 1;" + "END;".repeat(40_000),
        "SELECT (a)" + ".b".repeat(40_000),
        "SELECT a" + "[0]".repeat(40_000),
        "SELECT 1" + "+1".repeat(40_000),
        "SELECT 1" + "+1".repeat(20_000),
        "SELECT 1" + "+1".repeat(4_000),
        "SELECT 1" + "+1".repeat(1_500),
        "SELECT 1" + "+1".repeat(300),
        "SELECT 1" + " UNION ALL SELECT 1".repeat(2_500),
        "SELECT " + "NOT ".repeat(14_000) + "TRUE",
        "SELECT " + "-".repeat(100) + "1",
        "SELECT (a)" + ".b".repeat(29_000),
        "SELECT a" + "[0]".repeat(19_000),
        "SELECT " + "x.".repeat(29_000) + "x",
        "SELECT '" + "x".repeat(1 << 20) + "'",
        "SELECT 1 -- " + "x".repeat(1 << 20),
        "SELECT * FROM " + "(".repeat(99) + "SELECT 1" + ")".repeat(99),
        "SELECT CASE" + " WHEN TRUE THEN 1".repeat(3_000) + " END",
        "SELECT " + "CASE WHEN TRUE THEN ".repeat(2_500) + "1" + " END".repeat(2_500),
        "SELECT 1 WHERE TRUE" + " AND TRUE".repeat(6_000),
        "SELECT 1 WHERE 1 IN (" + "1,".repeat(25_000) + "1)",
        "SELECT 1 FROM a" + " JOIN b ON TRUE".repeat(3_500));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void noTextHangsOrCrashesTheGateway(String sql) throws InterruptedException {
    SqlInspector inspector = new SqlInspector(analysis);
    ScriptFacts facts =
        inspector.inspect(
            new SqlRequest(sql, false, Optional.empty(), Optional.of("d")),
            CatalogueSource.empty());
    assertThat(facts).isNotNull();
    ScriptFacts after =
        inspector.inspect(
            new SqlRequest("SELECT 1 AS x", false, Optional.empty(), Optional.empty()),
            CatalogueSource.empty());
    assertThat(after.isReadOnly()).isTrue();
    assertThat(after.analyser()).isEqualTo(ScriptFacts.Analyser.NATIVE);
  }

  @Test
  void garbageHarmsNobody() throws InterruptedException {
    SqlInspector inspector = new SqlInspector(analysis);
    Random random = new Random(9);
    List<String> words =
        List.of(
            "SELECT ", "FROM ", "d.t ", "(", ")", ",", "'x'", "1 ", "WHERE ", "a.b ", "[", "]",
            "JOIN ", "ON ", "AS ", "STRUCT", "ARRAY", "<", ">", "|> ", "WITH ", "UNNEST", "é",
            "\\");
    for (int i = 0; i < 300; i++) {
      StringBuilder sql = new StringBuilder("SELECT ");
      for (int n = random.nextInt(25); n > 0; n--) {
        sql.append(words.get(random.nextInt(words.size())));
      }
      assertThat(
              inspector.inspect(
                  new SqlRequest(sql.toString(), false, Optional.empty(), Optional.of("d")),
                  CatalogueSource.empty()))
          .isNotNull();
      // Past the lexer, which would keep most of it away.
      assertThat(analyse(sql.toString())).isNotNull();
    }
  }

  @Test
  void aKilledWorkerIsReplacedAndTheNextTextIsAnalysed() throws Exception {
    for (int i = 0; i < 2; i++) {
      ProcessHandle worker = analysis.process().orElseThrow();
      worker.destroyForcibly();
      worker.onExit().get();
      assertThat(analyse("SELECT 1 AS x").isReadOnly()).isTrue();
      assertThat(analysis.process().orElseThrow().pid()).isNotEqualTo(worker.pid());
    }
  }

  @Test
  void aStoppedWorkerIsKilledInTimeAndNobodyIsHeldForIt() throws Exception {
    long pid = analysis.process().orElseThrow().pid();
    assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor()).isZero();
    // It never took the text into its hands: the text is tried again on the next worker.
    assertThat(analyse("SELECT 1 AS x").isReadOnly()).isTrue();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void whatKillsAWorkerIsRememberedAndCostsTheOthersNothing() throws Exception {
    // Crashes the native parser; the inspector's limits would keep it away.
    String killer = "SELECT (a)" + ".b".repeat(200_000);
    List<Future<ScriptFacts>> others = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ScriptFacts> bad = threads.submit(() -> analyse(killer));
      for (int i = 0; i < 10; i++) {
        String sql = "SELECT %d AS x".formatted(i);
        others.add(threads.submit(() -> analyse(sql)));
      }
      assertThat(bad.get().isUnderstood()).isFalse();
      for (Future<ScriptFacts> other : others) {
        assertThat(other.get().isReadOnly()).isTrue();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
    Doubt.Reason again = analyse(killer).doubts().getFirst().reason();
    System.out.println("a text of 400 KB made to crash the parser: " + again);
    assertThat(again).isIn(Doubt.Reason.KNOWN_KILLER, Doubt.Reason.REFUSED);
  }

  @Test
  void aWorkersFolderGoesWithIt() throws Exception {
    WorkerAnalysis other = Workers.start(temporary);
    ProcessHandle worker = other.process().orElseThrow();
    assertThat(folders()).isEqualTo(1);
    other.close();
    worker.onExit().get();
    for (int i = 0; i < 200 && folders() > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(folders()).isZero();
  }

  private long folders() throws IOException {
    try (Stream<Path> found = Files.list(temporary)) {
      return found.count();
    }
  }

  @Test
  void aWorkerThatEndsItsInputEndsItself() throws Exception {
    Process process = Workers.command(temporary).launch();
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
  }
}
