package dev.chaperone.googlesql.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.googlesql.sandbox.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many writers at once, cancelled ones, and the limits of what may be written. */
class WritersTest {
  private static final int WRITERS = 16;

  private static Sandbox sandbox;

  @BeforeAll
  static void start() throws Exception {
    sandbox = new Sandbox();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void sixteenWritersLoseNothingAndReadersSeeNoHalfOfAWrite() throws Exception {
    sandbox.run("CREATE TABLE shop.counter AS SELECT k, 0 AS n FROM UNNEST([1, 2]) AS k");
    sandbox.run("CREATE TABLE shop.log (writer INT64, turn INT64)");
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> reader =
          threads.submit(
              () -> {
                int looks = 0;
                do {
                  // Both rows are changed by each statement, and so are always the same.
                  assertThat(sandbox.cell("SELECT COUNT(DISTINCT n) FROM shop.counter"))
                      .isEqualTo("1");
                  looks++;
                } while (!over.get());
                return looks;
              });
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int me = writer;
        writers.add(
            threads.submit(
                () -> {
                  for (int turn = 0; turn < 3; turn++) {
                    sandbox.run("UPDATE shop.counter SET n = n + 1 WHERE TRUE");
                    sandbox.run("INSERT INTO shop.log VALUES (%d, %d)".formatted(me, turn));
                  }
                  return me;
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      over.set(true);
      assertThat(reader.get()).isPositive();
    }

    assertThat(sandbox.rows("SELECT DISTINCT n FROM shop.counter"))
        .containsExactly(List.of("" + WRITERS * 3));
    assertThat(sandbox.cell("SELECT COUNT(DISTINCT FORMAT('%d %d', writer, turn)) FROM shop.log"))
        .isEqualTo("" + WRITERS * 3);
    assertThat(sandbox.get("/datasets/shop/tables/log").text("/numRows"))
        .isEqualTo("" + WRITERS * 3);
  }

  @Test
  void ofSixteenThatMakeOneTableOneSucceeds() throws Exception {
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String sql = "CREATE TABLE shop.only_one AS SELECT %d AS writer".formatted(writer);
        answers.add(threads.submit(() -> sandbox.query(sql)));
      }
      for (Future<Answer> answer : answers) {
        statuses.add(answer.get().status());
      }
    }

    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses.stream().filter(s -> s == 409)).hasSize(WRITERS - 1);
  }

  @Test
  void ofSixteenUsesOfOneJobIdOneHasAnEffect() throws Exception {
    sandbox.run("CREATE TABLE shop.same_id (a INT64)");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        ObjectNode job = Client.job("same-id", "INSERT INTO shop.same_id VALUES (1)");
        answers.add(threads.submit(() -> sandbox.post("/jobs", job)));
      }
      int taken = 0;
      for (Future<Answer> answer : answers) {
        taken += answer.get().status() == 409 ? 1 : 0;
      }
      assertThat(taken).isEqualTo(WRITERS - 1);
    }
    sandbox.finished("same-id");

    assertThat(sandbox.cell("SELECT COUNT(*) FROM shop.same_id")).isEqualTo("1");
  }

  @Test
  void aJobSaidToBeCancelledHasNoEffectAndAnotherHasAll() {
    sandbox.run("CREATE TABLE shop.cancelled (job STRING)");
    List<String> done = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String id = "cancel-" + i;
      // Slow enough that the cancellation often, but not always, comes before the end.
      ObjectNode slow =
          Client.job(
              id,
              "INSERT INTO shop.cancelled SELECT '%s' FROM shop.orders GROUP BY 1".formatted(id));
      Thread starter = Thread.ofVirtual().start(() -> sandbox.post("/jobs", slow));
      Answer cancelled;
      do {
        cancelled = sandbox.post("/jobs/" + id + "/cancel", Client.MAPPER.createObjectNode());
      } while (cancelled.status() == 404);
      try {
        starter.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      if (sandbox.finished(id).text("/status/errorResult/reason").isEmpty()) {
        done.add(id);
      }
    }

    // The writer in line behind the last cancelled one sees what they left.
    sandbox.run("DELETE FROM shop.cancelled WHERE FALSE");
    assertThat(
            sandbox.rows("SELECT job FROM shop.cancelled ORDER BY job").stream()
                .map(List::getFirst))
        .containsExactlyElementsOf(done);
  }

  @Test
  void aTableThatWouldGrowTooLargeStaysAsItIsAndTheLimitIsNamed() {
    sandbox.run("CREATE TABLE shop.big AS SELECT id, REPEAT('x', 60) AS pad FROM shop.orders");

    Answer refused =
        sandbox
            .query("INSERT INTO shop.big SELECT id, REPEAT('x', 60) FROM shop.orders")
            .failed(400, "resourcesExceeded");

    assertThat(refused.message())
        .startsWith("A table may have 3.5 MB in the sandbox; demo:shop.big would have ");
    assertThat(sandbox.get("/datasets/shop/tables/big").text("/numRows")).isEqualTo("30000");
    // A full table can still be read, changed and emptied.
    assertThat(
            sandbox.run("UPDATE shop.big SET pad = 'y' WHERE id <= 3").text("/numDmlAffectedRows"))
        .isEqualTo("3");
    assertThat(sandbox.cell("SELECT COUNT(*) FROM shop.big WHERE pad = 'y'")).isEqualTo("3");
    assertThat(
            sandbox
                .query("SELECT COUNT(*) FROM shop.big a JOIN shop.orders b USING (id)")
                .failed(400, "resourcesExceeded")
                .message())
        .startsWith("The tables one statement names may have 4.0 MB together in the sandbox; ");
    sandbox.run("DROP TABLE shop.big");
  }

  @Test
  void theWarehouseIsFullAtSomePointAndWorksOn() {
    Answer last;
    int made = 0;
    do {
      last =
          sandbox.query(
              "CREATE TABLE shop.fill_%d AS SELECT id, REPEAT('x', 60) AS pad FROM shop.orders"
                  .formatted(made));
      made++;
    } while (last.status() == 200 && made < 20);

    assertThat(last.failed(400, "resourcesExceeded").message())
        .startsWith("All tables of the sandbox may have 24.0 MB together.");
    assertThat(sandbox.cell("SELECT COUNT(*) FROM shop.fill_0")).isEqualTo("30000");
    for (int i = 0; i < made - 1; i++) {
      sandbox.run("DROP TABLE shop.fill_" + i);
    }
    assertThat(sandbox.cell("SELECT COUNT(*) FROM shop.orders")).isEqualTo("30000");
  }

  @Test
  void aDestinationIsWrittenWholeOrNotAtAll() {
    sandbox
        .post(
            "/jobs",
            Sandbox.storing(
                "too-big",
                "SELECT id, REPEAT('x', 500) AS pad FROM shop.orders",
                "whole",
                Optional.empty()))
        .valid("Job");

    assertThat(sandbox.finished("too-big").text("/status/errorResult/reason"))
        .isEqualTo("resourcesExceeded");
    sandbox.get("/datasets/shop/tables/whole").failed(404, "notFound");
  }
}
