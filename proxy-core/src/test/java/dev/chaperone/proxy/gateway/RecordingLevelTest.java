package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.console.HoldDecision;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.testing.Answers;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.LevelChange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recording levels over real sockets: less is recorded only where the policy surely wants it. */
@Timeout(120)
class RecordingLevelTest {
  private static final String SMALL =
      """
      version: 1
      recording:
        - when: statement.kinds == ["SELECT"] && estimate.bytes < 1 * MiB
          level: metadata
      """;
  private static final String LISTS =
      """
      version: 1
      recording:
        - { when: 'request.method == "bigquery.projects.list"', level: metadata }
      """;
  private static final String QUERIES = "/bigquery/v2/projects/demo/queries";
  private static final String JOBS = "/bigquery/v2/projects/demo/jobs";
  private static final String QUERY =
      "{\"query\":\"SELECT * FROM shop.%s\",\"useLegacySql\":false}";
  private static final String INSERT =
      "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"%s\"},\"configuration\":{\"query\":"
          + "{\"query\":\"SELECT * FROM shop.orders\",\"useLegacySql\":false}}}";

  @TempDir Path data;
  private final PricedWarehouse warehouse = new PricedWarehouse();

  /** The frames of the newest exchange. */
  private static List<FrameBody> newest(RunningGateway running) {
    ExchangeId last =
        running.recordings.frames().stream()
            .map(Frame::header)
            .flatMap(h -> h.exchange().stream())
            .reduce((one, other) -> other)
            .orElseThrow();
    return running.recordings.bodiesOf(last);
  }

  private static <T extends FrameBody> List<T> all(List<FrameBody> bodies, Class<T> type) {
    return bodies.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static void assertNotStored(RunningGateway running, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<FrameBody> bodies = newest(running);
    assertThat(all(bodies, FrameBody.ResponseChunk.class)).isEmpty();
    assertThat(bodies.stream().flatMap(b -> LevelChange.of(b).stream()))
        .containsExactly(LevelChange.metadata());
    assertThat(all(bodies, FrameBody.ResponseHead.class)).hasSize(1);
    byte[] delivered = answer.body().getBytes(StandardCharsets.UTF_8);
    assertThat(all(bodies, FrameBody.ResponseEnd.class))
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.complete()).isTrue();
              assertThat(end.bytes()).isEqualTo(delivered.length);
              assertThat(end.bodyDigest()).isEqualTo(Digest.sha256(delivered).hex());
            });
  }

  private static void assertStored(RunningGateway running, HttpResponse<String> answer) {
    List<FrameBody> bodies = newest(running);
    assertThat(bodies.stream().flatMap(b -> LevelChange.of(b).stream())).isEmpty();
    assertThat(all(bodies, FrameBody.ResponseChunk.class))
        .extracting(c -> new String(c.bytes().toArray(), StandardCharsets.UTF_8))
        .containsExactly(answer.body());
  }

  @Test
  void aQueryThatSurelyMatchesIsAnsweredWholeAndItsAnswerIsNotStored() throws Exception {
    try (var running = new RunningGateway(data, warehouse, SMALL)) {
      HttpResponse<String> answer = running.post(QUERIES, QUERY.formatted("orders"));
      assertThat(answer.body()).contains("\"totalRows\":\"3\"", "\"rows\":");
      assertNotStored(running, answer);
      List<FrameBody> bodies = newest(running);
      assertThat(all(bodies, FrameBody.ResponseEnd.class).getFirst().rows()).isEqualTo(3);
      assertThat(all(bodies, FrameBody.Decision.class).getFirst().recording())
          .isEqualTo("metadata");
      assertThat(all(bodies, FrameBody.RequestPart.class)).isNotEmpty();
    }
  }

  @Test
  void aQueryWhoseEstimateIsUnknownIsRecordedInFull() throws Exception {
    warehouse.objection = "not now";
    try (var running = new RunningGateway(data, warehouse, SMALL)) {
      HttpResponse<String> answer = running.post(QUERIES, QUERY.formatted("nowhere"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertStored(running, answer);
      assertThat(all(newest(running), FrameBody.Estimate.class).getFirst().bytes()).isEqualTo(-1);
      assertThat(all(newest(running), FrameBody.Decision.class).getFirst().recording())
          .isEqualTo("full");
    }
  }

  @Test
  void aLargeQueryIsRecordedInFull() throws Exception {
    warehouse.bytes = 2 << 20;
    try (var running = new RunningGateway(data, warehouse, SMALL)) {
      assertStored(running, running.post(QUERIES, QUERY.formatted("orders")));
    }
  }

  @Test
  void ofALongAnswerNothingIsStoredAndItsEndIsStillWithheldUntilItIsOnRecord() throws Exception {
    try (var running = new RunningGateway(data, Answers.generatedInChunks(3_000_000), LISTS)) {
      HttpResponse<String> answer = running.get("/bigquery/v2/projects");
      assertThat(answer.body()).hasSize(3_000_000);
      assertNotStored(running, answer);

      running.recordings.failReceipts(
          RecordingException.Code.STORE_FAILED, frame -> frame instanceof FrameBody.ResponseEnd);
      assertThatThrownBy(() -> running.get("/bigquery/v2/projects"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void anErrorIsRecordedInFull() throws Exception {
    try (var running =
        new RunningGateway(data, Answers.error(404, "notFound", "no such project"), LISTS)) {
      HttpResponse<String> answer = running.get("/bigquery/v2/projects");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertStored(running, answer);
    }
  }

  @Test
  void pagesOfAResultFollowTheQueryThatMadeIt() throws Exception {
    try (var running = new RunningGateway(data, warehouse, SMALL)) {
      assertNotStored(running, running.post(JOBS, INSERT.formatted("small")));
      HttpResponse<String> page = running.get(QUERIES + "/small");
      assertThat(page.body()).contains("\"rows\":");
      assertNotStored(running, page);
      assertNotStored(
          running, running.get("/bigquery/v2/projects/demo/datasets/_anon/tables/anon_small/data"));
    }
  }

  @Test
  void pagesOfALargeQueryAreRecordedAlthoughAPageItselfCostsNothing() throws Exception {
    warehouse.bytes = 2 << 20;
    String cheap =
        "version: 1\nrecording:\n  - { when: estimate.bytes < 1 * MiB, level: metadata }";
    try (var running = new RunningGateway(data, warehouse, cheap)) {
      assertStored(running, running.post(JOBS, INSERT.formatted("large")));
      assertStored(running, running.get(QUERIES + "/large"));
      assertStored(
          running, running.get("/bigquery/v2/projects/demo/datasets/_anon/tables/anon_large/data"));
    }
  }

  @Test
  void aRuleThatAsksForMoreForThePageItselfCounts() throws Exception {
    String pages =
        SMALL
            + "  - { when: 'request.method == \"bigquery.jobs.getQueryResults\"', level: full }\n";
    try (var running = new RunningGateway(data, warehouse, pages)) {
      assertNotStored(running, running.post(JOBS, INSERT.formatted("small")));
      assertStored(running, running.get(QUERIES + "/small"));
    }
  }

  @Test
  void whatWaitsIsRecordedInFullAndOnceApprovedItsRowsAreNot() throws Exception {
    String held =
        SMALL + "rules:\n  - { name: all, when: 'request.job_type == \"query\"', then: hold }\n";
    try (var running = new RunningGateway(data, warehouse, held)) {
      HttpResponse<String> pending = running.post(JOBS, INSERT.formatted("waits"));
      assertThat(pending.body()).contains("PENDING");
      assertStored(running, pending);
      String hold =
          HoldBook.open(
                  running.recordings.approvals(),
                  running.recordings.recorder(),
                  Clock.systemUTC(),
                  () -> "hold_unused")
              .all()
              .getFirst()
              .id();
      running.gateway.approvals().decide(new HoldDecision.Approve(hold, "ok", -1));
      HttpResponse<String> rows = running.get(QUERIES + "/waits?timeoutMs=9000");
      assertThat(rows.body()).contains("\"jobComplete\":true");
      assertNotStored(running, rows);
    }
  }

  @Test
  void afterARestartPagesAreRecordedInFullAndTheStoreVerifies() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start(warehouse)) {
      try (var stored = new StoredGateway(data, upstream.uri(), SMALL, Clock.systemUTC())) {
        stored.post(JOBS, INSERT.formatted("job-1"));
        stored.get(QUERIES + "/job-1");
      }
      try (var stored = new StoredGateway(data, upstream.uri(), SMALL, Clock.systemUTC())) {
        stored.get(QUERIES + "/job-1");
        List<ExchangeSummary> exchanges =
            stored.recordings.sessions(10).stream()
                .flatMap(s -> stored.recordings.exchanges(s.id(), 0, 10).stream())
                .sorted(java.util.Comparator.comparing(ExchangeSummary::firstSequence))
                .toList();
        assertThat(exchanges)
            .extracting(ExchangeSummary::apiMethod, ExchangeSummary::recording)
            .containsExactly(
                org.assertj.core.groups.Tuple.tuple("bigquery.jobs.insert", "metadata"),
                org.assertj.core.groups.Tuple.tuple("bigquery.jobs.getQueryResults", "metadata"),
                org.assertj.core.groups.Tuple.tuple("bigquery.jobs.getQueryResults", ""));
        assertThat(exchanges).extracting(ExchangeSummary::rows).containsExactly(-1L, 3L, 3L);
        assertThat(stored.recordings.verify().faults()).isEmpty();
      }
    }
  }

  @Test
  void withoutARecordingRuleEverythingIsRecorded() throws Exception {
    try (var running = new RunningGateway(data, warehouse, "version: 1")) {
      assertStored(running, running.post(QUERIES, QUERY.formatted("orders")));
      assertThat(Optional.of(newest(running)).map(b -> all(b, FrameBody.Decision.class)))
          .hasValueSatisfying(d -> assertThat(d.getFirst().recording()).isEqualTo("full"));
    }
  }
}
