package dev.chaperone.proxy.sql.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.sql.CatalogueSource;
import dev.chaperone.proxy.sql.SqlInspector;
import dev.chaperone.proxy.sql.SqlRequest;
import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P3: a worker that dies, hangs or talks nonsense costs the text it had in its hands, no more. */
@Timeout(120)
class WorkerAnalysisTest {
  private static final WorkerAnalysis.Limits LIMITS =
      new WorkerAnalysis.Limits(
          Duration.ofMillis(1_500), Duration.ofSeconds(60), Duration.ofSeconds(60));

  @TempDir Path folder;
  private Optional<WorkerAnalysis> running = Optional.empty();

  @AfterEach
  void stop() {
    running.ifPresent(WorkerAnalysis::close);
  }

  private WorkerAnalysis start(String mode, WorkerAnalysis.Limits limits) {
    WorkerLauncher launcher =
        () ->
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FakeWorker.class.getName(),
                    folder.resolve("once").toString(),
                    mode)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    running = Optional.of(WorkerAnalysis.start(launcher, limits));
    return running.get();
  }

  private static ScriptFacts analyse(WorkerAnalysis analysis, String sql) {
    return analysis.analyse(sql, Optional.empty(), Optional.empty(), CatalogueSnapshot.EMPTY);
  }

  private static Doubt.Reason reason(ScriptFacts facts) {
    return facts.doubts().getFirst().reason();
  }

  @ParameterizedTest
  @ValueSource(strings = {"die", "garbage", "another"})
  void aTextThatCostsAWorkerItsLifeIsHeldAndNotTriedAgain(String sql) {
    WorkerAnalysis analysis = start("", LIMITS);
    assertThat(analyse(analysis, "SELECT 1").isReadOnly()).isTrue();
    long pid = analysis.process().orElseThrow().pid();
    assertThat(reason(analyse(analysis, sql))).isEqualTo(Doubt.Reason.ANALYSER_FAILED);
    assertThat(analyse(analysis, "SELECT 1").isReadOnly()).isTrue();
    long next = analysis.process().orElseThrow().pid();
    assertThat(next).isNotEqualTo(pid);
    assertThat(reason(analyse(analysis, sql))).isEqualTo(Doubt.Reason.KNOWN_KILLER);
    assertThat(analysis.process().orElseThrow().pid()).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "endless"})
  void aTextThatIsLateIsTriedOnceMoreAndNotAThirdTime(String sql) {
    WorkerAnalysis analysis = start("", LIMITS);
    assertThat(reason(analyse(analysis, sql))).isEqualTo(Doubt.Reason.ANALYSER_STARTING);
    assertThat(reason(analyse(analysis, sql))).isEqualTo(Doubt.Reason.ANALYSER_FAILED);
    assertThat(reason(analyse(analysis, sql))).isEqualTo(Doubt.Reason.KNOWN_KILLER);
    assertThat(analyse(analysis, "SELECT 1").isReadOnly()).isTrue();
  }

  @Test
  void whoeverHasLessPatienceIsToldSooner() {
    WorkerAnalysis analysis =
        start(
            "never-ready",
            new WorkerAnalysis.Limits(
                Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofHours(1)));
    ScriptFacts facts =
        analysis.analyse(
            "SELECT 1",
            Optional.empty(),
            Optional.empty(),
            CatalogueSnapshot.EMPTY,
            Duration.ofMillis(50));
    assertThat(reason(facts)).isEqualTo(Doubt.Reason.ANALYSER_STARTING);
  }

  @Test
  void aTextThatWasNotYetTakenUpIsTriedOnceMore() {
    WorkerAnalysis analysis = start("", LIMITS);
    assertThat(analyse(analysis, "die-before-once").isReadOnly()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"die-before", "hang-before"})
  void aTextIsTriedNoMoreThanTwiceAndNotBlamedForWhatItDidNotDo(String sql) {
    WorkerAnalysis analysis = start("", LIMITS);
    assertThat(reason(analyse(analysis, sql))).isEqualTo(Doubt.Reason.ANALYSER_FAILED);
    assertThat(reason(analyse(analysis, sql))).isEqualTo(Doubt.Reason.ANALYSER_FAILED);
    assertThat(analyse(analysis, "SELECT 1").isReadOnly()).isTrue();
  }

  @Test
  void aWorkerThatDoesNotStartIsStartedAgain() {
    assertThat(analyse(start("fails-once", LIMITS), "SELECT 1").isReadOnly()).isTrue();
  }

  @Test
  void aWorkerThatNeverStartsIsNotWaitedForForEver() throws InterruptedException {
    assertThat(start("always-fails", LIMITS).awaitStarted(Duration.ofSeconds(60)))
        .isInstanceOf(NativeAnalysis.State.Unavailable.class);
    WorkerAnalysis none =
        WorkerAnalysis.start(
            () -> {
              throw new IOException("no such program");
            },
            LIMITS);
    assertThat(none.awaitStarted(Duration.ofSeconds(60)))
        .isInstanceOf(NativeAnalysis.State.Unavailable.class);
    none.close();
  }

  @Test
  void whoeverAsksBeforeItIsUpIsToldSo() {
    WorkerAnalysis analysis =
        start(
            "never-ready",
            new WorkerAnalysis.Limits(
                Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofSeconds(60)));
    assertThat(reason(analyse(analysis, "SELECT 1"))).isEqualTo(Doubt.Reason.ANALYSER_STARTING);
    assertThat(analysis.state()).isInstanceOf(NativeAnalysis.State.Starting.class);
  }

  @Test
  void whatIsNoWorkerIsNotTrusted() {
    WorkerAnalysis analysis =
        start(
            "prints",
            new WorkerAnalysis.Limits(
                Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(1)));
    assertThat(analyse(analysis, "SELECT 1").isReadOnly()).isFalse();
  }

  @Test
  void whereItCannotRunTheLexerStandsAlone() throws InterruptedException {
    WorkerAnalysis analysis = start("cannot-run", LIMITS);
    assertThat(analysis.awaitStarted(Duration.ofSeconds(60)))
        .isInstanceOf(NativeAnalysis.State.Unavailable.class);
    SqlInspector inspector = new SqlInspector(analysis);
    assertThat(inspector.lexerOnly()).isPresent();
    ScriptFacts facts =
        inspector.inspect(
            new SqlRequest("SELECT a FROM d.t", false, Optional.of("p"), Optional.empty()),
            CatalogueSource.empty());
    assertThat(facts.isReadOnly()).isTrue();
    assertThat(facts.analyser()).isEqualTo(ScriptFacts.Analyser.LEXER);
    assertThat(facts.output().isKnown()).isFalse();
  }

  @Test
  void closingEndsTheWorker() throws Exception {
    WorkerAnalysis analysis = start("", LIMITS);
    assertThat(analyse(analysis, "SELECT 1").isReadOnly()).isTrue();
    ProcessHandle worker = analysis.process().orElseThrow();
    analysis.close();
    worker.onExit().get();
    assertThat(analyse(analysis, "SELECT 2").isUnderstood()).isFalse();
  }
}
