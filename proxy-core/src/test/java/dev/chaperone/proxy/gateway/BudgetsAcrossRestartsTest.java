package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.proxy.identity.SettableClock;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.BudgetChange;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets and history over the real store: a stop, even a hard one, makes nothing milder. */
class BudgetsAcrossRestartsTest {
  private static final String POLICY =
      """
      version: 1
      rules:
        - name: nosy
          when: history.denied_1h >= 3
          then: deny
          reason: "Denied too often of late."
        - name: people
          when: statement.text.contains("people")
          then: hold
          reason: "A person looks at this."
        - name: selects
          when: statement.kinds.exists(k, k == "SELECT")
          then: allow
      budgets:
        - name: daily
          per: agent
          window: 24h
          bytes: 2500
          then: deny
      """;
  private static final String JOBS = "/bigquery/v2/projects/demo/jobs";
  private static final String INSERT =
      "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"%s\"},\"configuration\":{\"query\":"
          + "{\"query\":\"%s\",\"useLegacySql\":false}}}";
  private static final String SELECT = "SELECT id FROM shop.orders";

  @TempDir Path temp;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final PricedWarehouse warehouse = new PricedWarehouse();

  private StoredGateway gateway(Path data, FakeUpstream upstream) throws Exception {
    return new StoredGateway(data, upstream.uri(), POLICY, clock);
  }

  private static HttpResponse<String> insert(StoredGateway gateway, String job) throws Exception {
    return gateway.post(JOBS, INSERT.formatted(job, SELECT));
  }

  private static int status(StoredGateway gateway, String job) throws Exception {
    return insert(gateway, job).statusCode();
  }

  @Test
  void whatWasUsedStillCountsAfterARestartAndNoLongerThanItsWindow() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start(warehouse)) {
      try (StoredGateway first = gateway(temp, upstream)) {
        assertThat(status(first, "job-1")).isEqualTo(200);
        assertThat(status(first, "job-2")).isEqualTo(200);
      }
      try (StoredGateway second = gateway(temp, upstream)) {
        HttpResponse<String> third = insert(second, "job-3");
        assertThat(third.statusCode()).isEqualTo(403);
        assertThat(third.body()).contains("daily", "2000 are used or reserved");
      }
      clock.advance(Duration.ofHours(24).plusSeconds(1));
      try (StoredGateway third = gateway(temp, upstream)) {
        assertThat(status(third, "job-4")).isEqualTo(200);
      }
      assertThat(warehouse.executed).hasSize(3);
    }
  }

  @Test
  void whatWasUnderWayWhenTheGatewayWasKilledCountsInFull() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Path killed = temp.resolve("killed");
    try (FakeUpstream upstream =
        FakeUpstream.start(
            exchange -> {
              if (exchange.request().method().equals("POST")
                  && exchange.bodyText().contains("job-2")) {
                arrived.countDown();
                await(go);
              }
              warehouse.handle(exchange);
            })) {
      try (StoredGateway first = gateway(temp.resolve("data"), upstream)) {
        assertThat(status(first, "job-1")).isEqualTo(200);
        CompletableFuture<HttpResponse<String>> second =
            first
                .client()
                .sendAsync(
                    first.request(JOBS, INSERT.formatted("job-2", SELECT)),
                    BodyHandlers.ofString());
        arrived.await();
        first.copyDisk(killed);
        go.countDown();
        assertThat(second.get().statusCode()).isEqualTo(200);
      }
      try (StoredGateway next = gateway(killed, upstream)) {
        assertThat(insert(next, "job-3").body()).contains("2000 are used or reserved");
        assertThat(next.recordings.policyRecords().reserved())
            .as("its end is on record now, so that it does not count for ever")
            .isEmpty();
      }
      clock.advance(Duration.ofHours(24).plusSeconds(1));
      try (StoredGateway later = gateway(killed, upstream)) {
        assertThat(status(later, "job-4")).isEqualTo(200);
      }
    }
  }

  @Test
  void whatCannotBeRecordedIsNeitherForwardedNorCharged() throws Exception {
    try (var running = new RunningGateway(temp, warehouse, POLICY)) {
      running.recordings.failReceipts(
          RecordingException.Code.STORE_FULL, body -> BudgetChange.of(body).isPresent());
      for (int i = 0; i < 4; i++) {
        HttpResponse<String> answer = running.post(JOBS, INSERT.formatted("full-" + i, SELECT));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("cannot record");
      }
      assertThat(warehouse.executed).isEmpty();

      running.recordings.recover();
      assertThat(running.post(JOBS, INSERT.formatted("job-1", SELECT)).statusCode()).isEqualTo(200);
      assertThat(running.post(JOBS, INSERT.formatted("job-2", SELECT)).statusCode()).isEqualTo(200);
      assertThat(running.post(JOBS, INSERT.formatted("job-3", SELECT)).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void whatUpstreamRejectedIsGivenBackAndStaysSo() throws Exception {
    try (FakeUpstream upstream =
        FakeUpstream.start(
            exchange -> {
              if (exchange.request().method().equals("POST")
                  && exchange.bodyText().contains("bad-")) {
                exchange.json(400, "{\"error\":{\"code\":400,\"message\":\"no\"}}");
              } else {
                warehouse.handle(exchange);
              }
            })) {
      try (StoredGateway first = gateway(temp, upstream)) {
        for (int i = 0; i < 4; i++) {
          assertThat(status(first, "bad-" + i)).isEqualTo(400);
        }
      }
      try (StoredGateway second = gateway(temp, upstream)) {
        assertThat(status(second, "job-1")).isEqualTo(200);
        assertThat(status(second, "job-2")).isEqualTo(200);
        assertThat(status(second, "job-3")).isEqualTo(403);
      }
    }
  }

  @Test
  void anAnswerThatNeverCameCountsInFull() throws Exception {
    try (FakeUpstream upstream =
        FakeUpstream.start(
            exchange -> {
              if (exchange.request().method().equals("POST")
                  && exchange.bodyText().contains("lost-")) {
                exchange.json(503, "{\"error\":{\"code\":503,\"message\":\"who knows\"}}");
              } else {
                warehouse.handle(exchange);
              }
            })) {
      try (StoredGateway first = gateway(temp, upstream)) {
        assertThat(status(first, "lost-1")).isEqualTo(503);
        assertThat(status(first, "lost-2")).isEqualTo(503);
        assertThat(status(first, "job-1")).isEqualTo(403);
      }
    }
  }

  @Test
  void aCompleteAnswerTellsWhatWasReallyUsed() throws Exception {
    try (FakeUpstream upstream =
        FakeUpstream.start(
            exchange -> {
              if (exchange.request().path().endsWith("/queries")) {
                exchange.json(
                    200,
                    "{\"kind\":\"bigquery#queryResponse\",\"jobComplete\":true,\"totalRows\":\"1\","
                        + "\"totalBytesProcessed\":\"0\",\"cacheHit\":true,\"rows\":[]}");
              } else {
                warehouse.handle(exchange);
              }
            })) {
      String query = "{\"query\":\"" + SELECT + "\",\"useLegacySql\":false}";
      try (StoredGateway first = gateway(temp, upstream)) {
        for (int i = 0; i < 5; i++) {
          assertThat(first.post("/bigquery/v2/projects/demo/queries", query).statusCode())
              .isEqualTo(200);
        }
      }
      try (StoredGateway second = gateway(temp, upstream)) {
        assertThat(status(second, "job-1")).isEqualTo(200);
        assertThat(status(second, "job-2")).isEqualTo(200);
        assertThat(status(second, "job-3")).isEqualTo(403);
      }
    }
  }

  @Test
  void anApprovedJobIsChargedOnceAndADeniedOneNever() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start(warehouse)) {
      try (StoredGateway first = gateway(temp, upstream)) {
        first.post(JOBS, INSERT.formatted("held-1", "SELECT id AS people FROM shop.orders"));
        first.post(JOBS, INSERT.formatted("held-2", "SELECT id AS people2 FROM shop.orders"));
        for (HoldSummary hold : first.recordings.approvals().holds(10)) {
          boolean approve = hold.job().orElseThrow().jobId().equals("held-1");
          first
              .gateway
              .approvals()
              .decide(
                  approve
                      ? new HoldDecision.Approve(hold.id(), "", -1)
                      : new HoldDecision.Deny(hold.id(), "no"));
        }
        // Answered once the job runs; until then it is pending here.
        JsonNode done = null;
        while (done == null || !done.path("jobComplete").asBoolean()) {
          done = first.get("/bigquery/v2/projects/demo/queries/held-1?timeoutMs=2000");
        }
      }
      try (StoredGateway second = gateway(temp, upstream)) {
        assertThat(warehouse.executed).hasSize(1);
        assertThat(status(second, "job-1")).isEqualTo(200);
        assertThat(insert(second, "job-2").body()).contains("2000 are used or reserved");
        assertThat(second.recordings.policyRecords().reserved())
            .extracting(BudgetChange::id)
            .isEmpty();
      }
    }
  }

  @Test
  void aGrantIsChargedToo() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start(warehouse);
        StoredGateway gateway = gateway(temp, upstream)) {
      String like = "SELECT id AS people FROM shop.orders WHERE id = %d";
      gateway.post(JOBS, INSERT.formatted("held-1", like.formatted(1)));
      List<HoldSummary> holds = gateway.recordings.approvals().holds(10);
      gateway
          .gateway
          .approvals()
          .decide(
              new HoldDecision.ApproveLike(
                  holds.getFirst().id(), "", -1, 5, Duration.ofHours(1), 5_000));
      JsonNode done = null;
      while (done == null || !done.path("jobComplete").asBoolean()) {
        done = gateway.get("/bigquery/v2/projects/demo/queries/held-1?timeoutMs=2000");
      }
      assertThat(gateway.post(JOBS, INSERT.formatted("like-1", like.formatted(2))).body())
          .contains("\"DONE\"");
      assertThat(gateway.post(JOBS, INSERT.formatted("like-2", like.formatted(3))).statusCode())
          .as("no grant goes past a budget that denies")
          .isEqualTo(403);
      assertThat(warehouse.executed).hasSize(2);
    }
  }

  @Test
  void whatWasDeniedOfLateIsKnownAfterARestart() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start(warehouse)) {
      warehouse.bytes = 5_000;
      try (StoredGateway first = gateway(temp, upstream)) {
        for (int i = 0; i < 3; i++) {
          assertThat(insert(first, "job-" + i).body()).contains("Budget 'daily'");
        }
      }
      warehouse.bytes = 10;
      clock.advance(Duration.ofMinutes(30));
      try (StoredGateway second = gateway(temp, upstream)) {
        assertThat(insert(second, "job-5").body()).contains("Denied too often of late.");
      }
      clock.advance(Duration.ofHours(1).plusSeconds(1));
      try (StoredGateway third = gateway(temp, upstream)) {
        assertThat(status(third, "job-6")).isEqualTo(200);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
