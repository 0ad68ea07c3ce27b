package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.MaskingNote;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded of masked answers, and that lineage outlives the gateway. */
class MaskedResultsTest {
  private static final String OPEN = "version: 1\n";
  private static final String MASKED =
      """
      version: 1
      tags:
        secret: ["shop.orders.note"]
      masking:
        - { tag: secret, method: redact, indirect: allow }
      """;
  private static final String QUERIES = "/bigquery/v2/projects/demo/queries";
  private static final String NOTES =
      "{\"query\":\"SELECT note AS n FROM shop.orders\",\"useLegacySql\":false}";
  private static final String IDS =
      "{\"query\":\"SELECT id AS n FROM shop.orders\",\"useLegacySql\":false}";

  @TempDir Path data;
  private final PricedWarehouse warehouse = new PricedWarehouse();

  private static List<String> values(JsonNode answer) {
    return answer.findValuesAsText("v");
  }

  @Test
  void framesHoldWhatTheAgentGotAndSayWhatWasMaskedAndWhy() throws Exception {
    try (var running = new RunningGateway(data, warehouse, MASKED)) {
      HttpResponse<String> answer = running.post(QUERIES, NOTES);
      assertThat(values(PricedWarehouse.JSON.readTree(answer.body())))
          .containsExactly("null", "null", "null");
      assertThat(answer.headers().firstValue("X-Chaperone-Masked")).contains("*");
      assertThat(answer.headers().firstValue("etag")).isEmpty();
      List<FrameBody> bodies =
          running.recordings.frames().stream().flatMap(f -> f.body().stream()).toList();
      assertThat(bodies.stream().flatMap(b -> MaskingNote.of(b).stream()))
          .singleElement()
          .satisfies(
              note -> {
                assertThat(note.everything()).contains("demo.shop.orders.note (secret)");
                assertThat(note.columns()).isNotEmpty();
              });
      assertThat(bodies.stream().flatMap(b -> LineageNote.of(b).stream()))
          .singleElement()
          .satisfies(
              note ->
                  assertThat(note.lineage().all().from())
                      .extracting(Object::toString)
                      .containsExactly("demo.shop.orders.note"));
      assertThat(
              bodies.stream()
                  .filter(FrameBody.ResponseChunk.class::isInstance)
                  .map(
                      b ->
                          new String(
                              ((FrameBody.ResponseChunk) b).bytes().toArray(),
                              StandardCharsets.UTF_8)))
          .containsExactly(answer.body());
    }
  }

  @Test
  void whatTouchesNothingTaggedStaysAsItIs() throws Exception {
    try (var running = new RunningGateway(data, warehouse, MASKED)) {
      HttpResponse<String> answer = running.post(QUERIES, IDS);
      assertThat(values(PricedWarehouse.JSON.readTree(answer.body())))
          .containsExactly("0", "1", "2");
      assertThat(answer.headers().firstValue("X-Chaperone-Masked")).isEmpty();
    }
  }

  @Test
  void aPolicyThatBecameStricterHoldsForTheNextPageAlsoAfterARestart() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start(warehouse)) {
      String notes;
      String ids;
      try (var gateway = new StoredGateway(data, upstream.uri(), OPEN, Clock.systemUTC())) {
        notes = job(gateway.post(QUERIES, NOTES));
        ids = job(gateway.post(QUERIES, IDS));
        assertThat(values(gateway.get(QUERIES + "/" + notes))).containsExactly("0", "1", "2");
      }
      try (var gateway = new StoredGateway(data, upstream.uri(), MASKED, Clock.systemUTC())) {
        assertThat(values(gateway.get(QUERIES + "/" + notes)))
            .containsExactly("null", "null", "null");
        assertThat(values(gateway.get(QUERIES + "/" + ids))).containsExactly("0", "1", "2");
      }
    }
  }

  private static String job(HttpResponse<String> answer) throws Exception {
    return PricedWarehouse.JSON.readTree(answer.body()).at("/jobReference/jobId").asText();
  }
}
