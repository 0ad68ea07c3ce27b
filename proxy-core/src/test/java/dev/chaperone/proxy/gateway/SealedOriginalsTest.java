package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.seal.ReviewerKeys;
import dev.chaperone.proxy.seal.ReviewerSecret;
import dev.chaperone.proxy.seal.Unsealer;
import dev.chaperone.proxy.testing.Answers;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The level {@code sealed} over real sockets: originals are there, encrypted, or nothing goes. */
@Timeout(120)
class SealedOriginalsTest {
  private static final String SEALED =
      "version: 1\nrecording:\n  - { when: true, level: sealed }\n";
  private static final String QUERIES = "/bigquery/v2/projects/demo/queries";
  private static final String JOBS = "/bigquery/v2/projects/demo/jobs";
  private static final String QUERY =
      "{\"query\":\"SELECT * FROM shop.orders\",\"useLegacySql\":false}";
  private static final String INSERT =
      "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"%s\"},\"configuration\":{\"query\":"
          + QUERY
          + "}}";

  @TempDir Path data;
  private final PricedWarehouse warehouse = new PricedWarehouse();
  private final ReviewerSecret secret = ReviewerSecret.generate();

  /** A gateway that was started with the reviewer's key in use. */
  private RunningGateway ready(FakeUpstream.Handler upstream, String policy) throws Exception {
    RunningGateway running = new RunningGateway(data, upstream, policy);
    running.gateway.reviewers().use(secret.key().toString(), "rita");
    return running;
  }

  private static ExchangeId newest(List<Frame> frames) {
    return frames.stream()
        .map(Frame::header)
        .flatMap(h -> h.exchange().stream())
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private String original(RunningGateway running) throws Exception {
    ExchangeId exchange = newest(running.recordings.frames());
    return opened(exchange, running.recordings.bodiesOf(exchange));
  }

  private String opened(ExchangeId exchange, List<FrameBody> bodies) throws Exception {
    Unsealer unsealer = new Unsealer(secret, exchange);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (FrameBody body : bodies) {
      if (body instanceof FrameBody.Sealed sealed) {
        out.writeBytes(unsealer.open(sealed));
      }
    }
    assertThat(unsealer.isWhole()).isTrue();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theOriginalOfAQueryIsSealedBeforeItsEndAndOpensWithTheKey() throws Exception {
    try (var running = ready(warehouse, SEALED)) {
      HttpResponse<String> answer = running.post(QUERIES, QUERY);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(original(running)).isEqualTo(answer.body());
      List<FrameBody> bodies = running.recordings.bodiesOf(newest(running.recordings.frames()));
      assertThat(bodies.stream().map(FrameBody::typeCode).toList())
          .containsSubsequence("response-head", "sealed", "response-chunk", "response-end");
    }
  }

  @Test
  void anErrorOfUpstreamsIsSealedToo() throws Exception {
    try (var running = ready(Answers.error(404, "notFound", "no such thing"), SEALED)) {
      HttpResponse<String> answer = running.get(JOBS.replace("/jobs", "/datasets/x"));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(original(running)).isEqualTo(answer.body()).contains("no such thing");
    }
  }

  @Test
  void whatCarriesNoValuesIsNotSealed() throws Exception {
    try (var running = ready(Answers.json(200, "{\"projects\":[]}"), SEALED)) {
      assertThat(running.get("/bigquery/v2/projects").statusCode()).isEqualTo(200);
      assertThat(running.recordings.bodies(FrameBody.Sealed.class)).isEmpty();
    }
  }

  @Test
  void pagesOfASealedQueryAreSealedAlthoughARuleWantsThemInFull() throws Exception {
    String queries =
        "version: 1\nrecording:\n  - { when: 'request.method == \"bigquery.jobs.insert\"', level:"
            + " sealed }\n  - { when: 'request.method == \"bigquery.jobs.getQueryResults\"', level:"
            + " full }\n";
    try (var running = ready(warehouse, queries)) {
      running.post(JOBS, INSERT.formatted("job-1"));
      HttpResponse<String> page = running.get(QUERIES + "/job-1");
      assertThat(page.body()).contains("\"rows\":");
      assertThat(original(running)).isEqualTo(page.body());
      HttpResponse<String> rows =
          running.get("/bigquery/v2/projects/demo/datasets/_anon/tables/anon_job-1/data");
      assertThat(original(running)).isEqualTo(rows.body());
    }
  }

  @Test
  void withoutAKeyTheRequestIsRefusedAndNothingGoesUpstream() throws Exception {
    try (var running = new RunningGateway(data, warehouse, SEALED)) {
      HttpResponse<String> answer = running.post(QUERIES, QUERY);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("reviewer", "chaperone reviewer create");
      assertThat(warehouse.executed).isEmpty();
      assertThat(running.recordings.bodies(FrameBody.Failure.class))
          .extracting(FrameBody.Failure::code)
          .contains("no-reviewer-key");

      running.gateway.reviewers().use(secret.key().toString(), "");
      assertThat(running.post(QUERIES, QUERY).statusCode()).isEqualTo(200);
      running.gateway.reviewers().remove();
      assertThat(running.post(QUERIES, QUERY).statusCode()).isEqualTo(403);
      assertThat(running.recordings.bodies(FrameBody.KeyChange.class))
          .filteredOn(change -> change.use().equals(ReviewerKeys.USE))
          .extracting(FrameBody.KeyChange::change, FrameBody.KeyChange::keyId)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("used", secret.key().id()),
              org.assertj.core.groups.Tuple.tuple("removed", secret.key().id()));
    }
  }

  @Test
  void aKeyThatSomebodyPutThereWithoutARecordIsNotUsed() throws Exception {
    try (var running = ready(warehouse, SEALED)) {
      Path file = ReviewerKeys.file(data);
      String mine = Files.readString(file);
      ReviewerSecret thief = ReviewerSecret.generate();
      Files.writeString(
          file,
          mine.replace(secret.key().toString(), thief.key().toString())
              .replace(secret.key().id(), thief.key().id()));
      assertThat(running.post(QUERIES, QUERY).statusCode()).isEqualTo(200);
      original(running); // still for the one that was recorded

      ReviewerKeys restarted = ReviewerKeys.open(data, running.recordings);
      assertThat(restarted.current()).isEmpty();
      assertThat(restarted.whyNone()).contains("not the one that was recorded", "reviewer use");
      Files.delete(file);
      assertThat(ReviewerKeys.open(data, running.recordings).whyNone()).contains("is gone");
      Files.writeString(file, mine);
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      assertThat(ReviewerKeys.open(data, running.recordings).current()).contains(secret.key());
    }
  }

  @Test
  void ifTheOriginalCannotBeStoredNothingOfTheAnswerIsDelivered() throws Exception {
    try (var running = ready(warehouse, SEALED)) {
      running.recordings.failReceipts(
          RecordingException.Code.STORE_FAILED, frame -> frame instanceof FrameBody.Sealed);
      HttpResponse<String> answer = running.post(QUERIES, QUERY);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).doesNotContain("rows").contains("cannot record");
    }
  }

  @Test
  void aBigAnswerThatCannotBeStoredToItsEndIsCut() throws Exception {
    AtomicInteger pieces = new AtomicInteger();
    try (var running = ready(rows(3_000_000), SEALED)) {
      running.recordings.failReceipts(
          RecordingException.Code.STORE_FAILED,
          frame ->
              frame instanceof FrameBody.Sealed sealed
                  && sealed.last()
                  && pieces.incrementAndGet() > 0);
      assertThatThrownBy(() -> running.get(TABLE)).isInstanceOf(IOException.class);
      assertThat(pieces).hasPositiveValue();
    }
  }

  private static final String TABLE = "/bigquery/v2/projects/demo/datasets/shop/tables/t/data";

  private static FakeUpstream.Handler rows(long bytes) {
    return Answers.generatedInChunks(bytes);
  }

  @Test
  void aBigAnswerIsSealedInPiecesThatStaySmall() throws Exception {
    try (var running = ready(rows(5_000_000), SEALED)) {
      HttpResponse<String> answer = running.get(TABLE);
      assertThat(answer.body()).hasSize(5_000_000);
      assertThat(original(running)).isEqualTo(answer.body());
      assertThat(running.recordings.bodies(FrameBody.Sealed.class))
          .hasSizeGreaterThan(70)
          .allSatisfy(piece -> assertThat(piece.bytes().length()).isLessThanOrEqualTo(65_552));
    }
  }

  /** Python is not told of the destination: what is taken out of its answer is only sealed. */
  @Test
  void whatTheAgentDidNotGetIsNowhereInTheDataFolderInClear() throws Exception {
    String canary = "canary-4711-zebra";
    String job =
        "{\"kind\":\"bigquery#job\",\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"j\","
            + "\"location\":\"US\"},\"configuration\":{\"query\":{\"query\":\"SELECT 1\","
            + "\"destinationTable\":{\"projectId\":\"demo\",\"datasetId\":\"_d\",\"tableId\":"
            + "\"anon\",\"hidden\":\""
            + canary
            + "\"}}},\"status\":{\"state\":\"DONE\"}}";
    try (FakeUpstream upstream = FakeUpstream.start(Answers.json(200, job));
        var stored = new StoredGateway(data, upstream.uri(), SEALED, Clock.systemUTC())) {
      stored.gateway.reviewers().use(secret.key().toString(), "rita");
      HttpResponse<String> answer =
          stored
              .client()
              .send(
                  java.net.http.HttpRequest.newBuilder(
                          stored.request(JOBS, INSERT.formatted("j")), (n, v) -> true)
                      .header("User-Agent", "gl-python/3.12 gcloud-python-bigquery")
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).doesNotContain(canary);

      List<Frame> frames = new ArrayList<>();
      stored.recordings.sessions(10).forEach(s -> stored.recordings.frames(s.id(), 1, frames::add));
      ExchangeId exchange =
          frames.stream()
              .filter(f -> f.body().orElse(null) instanceof FrameBody.Sealed)
              .flatMap(f -> f.header().exchange().stream())
              .findFirst()
              .orElseThrow();
      List<FrameBody> bodies =
          frames.stream()
              .filter(f -> f.header().exchange().stream().anyMatch(exchange::equals))
              .flatMap(f -> f.body().stream())
              .toList();
      assertThat(opened(exchange, bodies)).isEqualTo(job).contains(canary);
      // Blocks are compressed on disk, so frames are searched unpacked, and the files as they are.
      for (Frame frame : frames) {
        assertThat(text(frame.body().orElseThrow())).doesNotContain(canary);
      }
      assertThat(stored.recordings.verify().faults()).isEmpty();
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(canary);
      }
    }
  }

  private static String text(FrameBody body) {
    return switch (body) {
      case FrameBody.RequestPart b -> b.bytes().asUtf8();
      case FrameBody.ResponseChunk b -> b.bytes().asUtf8();
      case FrameBody.Sealed b -> b + new String(b.bytes().toArray(), StandardCharsets.ISO_8859_1);
      default -> body.toString();
    };
  }
}
