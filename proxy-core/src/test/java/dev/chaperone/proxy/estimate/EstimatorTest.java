package dev.chaperone.proxy.estimate;

import static dev.chaperone.proxy.catalogue.LookedUp.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.catalogue.LookedUp;
import dev.chaperone.proxy.catalogue.Warehouse;
import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.proxy.testing.FakeExchange;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.sql.Fact;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatorTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ANSWER =
      "{\"configuration\":{\"dryRun\":true},\"jobReference\":{\"location\":\"EU\"},\"statistics\":"
          + "{\"totalBytesProcessed\":\"%s\",\"query\":{\"totalBytesProcessedAccuracy\":\"%s\","
          + "\"statementType\":\"%s\",\"referencedTables\":[{\"tableId\":\"orders\"}]}}}";
  private static final Duration LONG = Duration.ofSeconds(30);

  private static Warehouse shop() {
    return new Warehouse()
        .table("orders", 10, 1_000)
        .table("customers", 5, 50)
        .view("recent", "SELECT * FROM demo.shop.orders")
        .view("joined", "SELECT * FROM demo.shop.recent JOIN demo.shop.customers USING (id)")
        .view("ring_a", "SELECT * FROM demo.shop.ring_b")
        .view("ring_b", "SELECT * FROM demo.shop.ring_a JOIN demo.shop.orders USING (id)")
        .view("dangling", "SELECT * FROM demo.shop.gone")
        .view("short", "SELECT * FROM orders")
        .view("writing", "CREATE TABLE demo.shop.x AS SELECT 1")
        .says("/tables/secret", 403, "{\"error\":{\"code\":403}}");
  }

  private static Estimate bound(LookedUp looked, String sql) {
    return new Estimator(looked.upstream, looked.threads)
        .fromSizes(LexerFacts.of(sql), looked.view());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM demo.shop.orders | 1000",
        "SELECT * FROM demo.shop.orders JOIN demo.shop.customers USING (id) | 1050",
        "SELECT * FROM demo.shop.recent | 1000",
        "SELECT * FROM demo.shop.joined | 1050",
        "SELECT * FROM demo.shop.ring_a | 1000",
        "SELECT 1 | 0",
        "SELECT * FROM demo.shop.orders; SELECT * FROM demo.shop.orders | 2000",
      })
  void theSizesOfAllThatIsReadBoundWhatAQueryReads(String sql, long bytes) throws Exception {
    try (LookedUp looked = new LookedUp(shop())) {
      Estimate estimate = bound(looked, sql);
      assertThat(estimate.bytes()).isEqualTo(Fact.known(bytes));
      assertThat(estimate.exact()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM demo.shop.gone",
        "SELECT * FROM demo.shop.secret",
        "SELECT * FROM demo.shop.dangling",
        "SELECT * FROM demo.shop.short",
        "SELECT * FROM demo.shop.writing",
        "SELECT * FROM `demo.shop.events_*`",
        "SELECT * FROM demo.shop.orders FOR SYSTEM_TIME AS OF TIMESTAMP '2026-01-01'",
        "SELECT * FROM demo.shop.tvf(1)",
        "SELECT demo.shop.f(id) FROM demo.shop.orders",
        "DELETE FROM demo.shop.orders WHERE true",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "SELECT FROM WHERE (",
      })
  void whatIsNotFollowedHasNoBound(String sql) throws Exception {
    try (LookedUp looked = new LookedUp(shop())) {
      assertThat(bound(looked, sql).bytes().isKnown()).isFalse();
    }
  }

  @Test
  void aTableIntoWhichRowsStreamHasNoBound() throws Exception {
    try (LookedUp looked =
        new LookedUp(
            new Warehouse()
                .says(
                    "/tables/orders",
                    200,
                    "{\"type\":\"TABLE\",\"numBytes\":\"5\",\"streamingBuffer\":{},"
                        + "\"tableReference\":{\"tableId\":\"orders\"}}"))) {
      assertThat(bound(looked, "SELECT * FROM demo.shop.orders").bytes().isKnown()).isFalse();
    }
  }

  @Test
  void oneStatementsTablesAreLookedUpTogether() throws Exception {
    AtomicInteger arrived = new AtomicInteger();
    Warehouse shop = shop();
    Object both = new Object();
    FakeUpstream.Handler handler =
        exchange -> {
          synchronized (both) {
            arrived.incrementAndGet();
            both.notifyAll();
            while (arrived.get() < 2) {
              both.wait();
            }
          }
          shop.handle(exchange);
        };
    try (LookedUp looked = new LookedUp(handler)) {
      assertThat(
              bound(looked, "SELECT * FROM demo.shop.orders, demo.shop.customers")
                  .bytes()
                  .isKnown())
          .isTrue();
    }
  }

  private static ObjectNode job() throws Exception {
    return (ObjectNode)
        JSON.readTree(
            "{\"jobReference\":{\"projectId\":\"demo\",\"location\":\"EU\",\"jobId\":\"mine\"},"
                + "\"configuration\":{\"labels\":{\"a\":\"b\"},\"query\":{\"query\":\"SELECT 1\"}},"
                + "\"extra\":1}");
  }

  private static Estimate dryRun(LookedUp looked, Duration time) throws Exception {
    return new Estimator(looked.upstream, looked.threads)
        .dryRun(job(), "demo", looked.recorded::add, in(time));
  }

  @Test
  void aDryRunExecutesNothingAndCarriesNothingOfTheClients() throws Exception {
    try (LookedUp looked =
        new LookedUp(e -> e.json(200, ANSWER.formatted("77", "PRECISE", "SELECT")))) {
      Estimate estimate = dryRun(looked, LONG);
      assertThat(estimate.bytes()).isEqualTo(Fact.known(77L));
      assertThat(estimate.exact()).isTrue();
      assertThat(estimate.location()).isEqualTo("EU");

      JsonNode sent = JSON.readTree(looked.server.lastRequest().bodyText());
      assertThat(sent.at("/configuration/dryRun").asBoolean()).isTrue();
      assertThat(sent.at("/configuration/query/useQueryCache").asBoolean(true)).isFalse();
      assertThat(sent.at("/jobReference/location").asText()).isEqualTo("EU");
      assertThat(sent.toString()).doesNotContain("labels", "mine", "extra");
      assertThat(looked.recorded).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "77,UPPER_BOUND,SELECT,77",
    "77,LOWER_BOUND,SELECT,-1",
    "77,UNKNOWN,SELECT,-1",
    "77,PRECISE,SCRIPT,-1",
    "0,PRECISE,SELECT,-1",
    "-5,PRECISE,SELECT,-1",
    "much,PRECISE,SELECT,-1",
  })
  void onlyAFigureThatBoundsIsOne(String bytes, String accuracy, String type, long expected)
      throws Exception {
    try (LookedUp looked =
        new LookedUp(e -> e.json(200, ANSWER.formatted(bytes, accuracy, type)))) {
      assertThat(dryRun(looked, LONG).bytes().toOptional().orElse(-1L)).isEqualTo(expected);
    }
  }

  @Test
  void anAnswerToSomethingElseThanADryRunIsNone() throws Exception {
    try (LookedUp looked =
        new LookedUp(
            e ->
                e.json(
                    200,
                    ANSWER
                        .formatted("77", "PRECISE", "SELECT")
                        .replace("\"dryRun\":true", "\"dryRun\":false")))) {
      assertThat(dryRun(looked, LONG).bytes().isKnown()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 403, 404, 429})
  void anErrorIsUnknownWithBigQuerysReasonAndWithoutItsWords(int status) throws Exception {
    try (LookedUp looked =
        new LookedUp(
            e ->
                e.json(
                    status,
                    "{\"error\":{\"errors\":[{\"reason\":\"accessDenied\"}],"
                        + "\"message\":\"secret table\"}}"))) {
      Estimate estimate = dryRun(looked, LONG);
      assertThat(estimate.bytes().toString())
          .contains("accessDenied", Integer.toString(status))
          .doesNotContain("secret");
      assertThat(looked.asked()).hasSize(1);
    }
  }

  @Test
  void upstreamsOwnFailureIsTriedOnceMore() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (LookedUp looked =
        new LookedUp(
            e ->
                e.json(
                    asked.incrementAndGet() == 1 ? 503 : 200,
                    ANSWER.formatted("77", "PRECISE", "SELECT")))) {
      assertThat(dryRun(looked, LONG).bytes()).isEqualTo(Fact.known(77L));
      assertThat(looked.recorded).hasSize(2);

      looked.server.handler(e -> e.json(503, "{}"));
      assertThat(dryRun(looked, LONG).bytes().isKnown()).isFalse();
      assertThat(looked.asked()).hasSize(4);
    }
  }

  @Test
  void aDryRunThatHangsOrBreaksOrIsTooLateIsUnknown() throws Exception {
    try (LookedUp looked = new LookedUp(FakeExchange::hang)) {
      assertThat(dryRun(looked, Duration.ofMillis(200)).bytes().isKnown()).isFalse();
      int before = looked.recorded.size();
      assertThat(dryRun(looked, Duration.ofSeconds(-1)).bytes().isKnown()).isFalse();
      assertThat(looked.recorded).as("too late to ask at all").hasSize(before);

      looked.server.handler(FakeExchange::cut);
      assertThat(dryRun(looked, LONG).bytes().isKnown()).isFalse();
    }
  }

  @Test
  void aDryRunThatCannotBeRecordedIsNotAsked() throws Exception {
    try (LookedUp looked = new LookedUp(shop())) {
      Estimator estimator = new Estimator(looked.upstream, looked.threads);
      ObjectNode job = job();
      assertThatThrownBy(
              () ->
                  estimator.dryRun(
                      job,
                      "demo",
                      frame -> {
                        throw new RecordingException(RecordingException.Code.STORE_FULL, "full");
                      },
                      in(LONG)))
          .isInstanceOf(RecordingException.class);
      assertThat(looked.asked()).isEmpty();
    }
  }
}
