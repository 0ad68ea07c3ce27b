package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.review.LateReviews;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.Decider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes long to look up makes a pending job that decides itself once it is known. */
class LateLookUpsTest {
  private static final String POLICY =
      """
      version: 1
      defaults: { read: allow, write: hold, unknown: hold }
      rules:
        - name: forbidden
          when: estimate.bytes > 1 * TiB
          then: deny
          reason: "This scans far too much."
        - name: expensive
          when: estimate.bytes > 1 * GiB
          then: hold
          reason: "This scans much."
      """;
  private static final String JOBS = "/bigquery/v2/projects/demo/jobs";
  private static final String RESULTS = "/bigquery/v2/projects/demo/queries/job-1?timeoutMs=5000";
  private static final String INSERT =
      "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"job-1\"},\"configuration\":{%s\"query\":"
          + "{\"query\":\"SELECT * FROM shop.orders\",\"useLegacySql\":false}}}";
  private static final String JOB = INSERT.formatted("");

  @TempDir Path data;
  private final SlowCatalogue slow = new SlowCatalogue();

  private Oversight impatient() throws Exception {
    return impatient(POLICY);
  }

  private static Oversight impatient(String policy) throws Exception {
    return new Oversight(
        PolicyStore.fixed(new PolicyLoader().load("policy.yaml", policy), Clock.systemUTC()),
        NativeAnalysis.unavailable("not in this test"),
        Duration.ofMillis(200));
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return PricedWarehouse.JSON.readTree(answer.body());
  }

  private static List<Hold> holds(Recordings recordings) {
    return HoldBook.open(
            recordings.approvals(), recordings.recorder(), Clock.systemUTC(), () -> "hold_unused")
        .all();
  }

  private static List<Hold> holds(RunningGateway running) {
    return holds(running.recordings);
  }

  /** Waits as the agent does: the gateway answers when something has changed, or after a while. */
  private static Hold await(RunningGateway running, Predicate<Hold> wanted) throws Exception {
    while (true) {
      var found = holds(running).stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      running.get("/bigquery/v2/projects/demo/queries/job-1?timeoutMs=200");
    }
  }

  /** Waits until nothing is being looked up any more. */
  private static void settled(RunningGateway running) throws Exception {
    while (holds(running).stream()
        .anyMatch(h -> h.state().open() && h.request().rule().equals(LateReviews.RULE))) {
      running.get("/bigquery/v2/projects/demo/queries/job-1?timeoutMs=200");
    }
  }

  private void ask(RunningGateway running) throws Exception {
    HttpResponse<String> answer = running.post(JOBS, JOB);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).at("/status/state").asText()).isEqualTo("PENDING");
    Hold hold = holds(running).getFirst();
    assertThat(hold.request().rule()).isEqualTo(LateReviews.RULE);
    assertThat(slow.warehouse.executed).isEmpty();
  }

  @Test
  void whatPolicyAllowsRunsByItselfAndOnce() throws Exception {
    try (var running = new RunningGateway(data, slow, impatient())) {
      ask(running);
      slow.answer();
      Hold done = await(running, h -> h.state() == HoldState.DONE);
      assertThat(running.get(RESULTS).body()).contains("\"jobComplete\":true");
      assertThat(slow.warehouse.executed).hasSize(1);
      assertThat(done.approval().orElseThrow().by()).isEqualTo(Decider.gateway());
      assertThat(holds(running))
          .extracting(Hold::state)
          .containsExactly(HoldState.EDITED, HoldState.DONE);
    }
  }

  @Test
  void aBudgetThatIsSpentIsNotEvadedByBeingLate() throws Exception {
    slow.warehouse.bytes = 600L << 20;
    String budget =
        """
        budgets:
          - { name: daily, per: agent, window: 24h, bytes: 1 * GiB, then: hold }
        """;
    try (var running = new RunningGateway(data, slow, impatient(POLICY + budget))) {
      for (String job : List.of("job-1", "job-2", "job-3")) {
        running.post(JOBS, JOB.replace("job-1", job));
      }
      slow.answer();
      settled(running);
      assertThat(holds(running).stream().filter(h -> h.state() == HoldState.PENDING))
          .hasSize(2)
          .allMatch(h -> h.request().rule().equals("daily"))
          .allMatch(h -> h.request().reason().contains("Budget 'daily'"));
      assertThat(slow.warehouse.executed).hasSize(1);
    }
  }

  @Test
  void whatPolicyDeniesFailsWithItsReasonAndNeverRuns() throws Exception {
    slow.warehouse.bytes = 3L << 40;
    try (var running = new RunningGateway(data, slow, impatient())) {
      ask(running);
      slow.answer();
      await(running, h -> h.state() == HoldState.DENIED);
      HttpResponse<String> answer = running.get(RESULTS);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("This scans far too much.", "forbidden");
      assertThat(slow.warehouse.executed).isEmpty();
    }
  }

  @Test
  void whatPolicyHoldsIsShownWithItsNumbersAndWaitsForAPerson() throws Exception {
    slow.warehouse.bytes = 3L << 30;
    try (var running = new RunningGateway(data, slow, impatient())) {
      ask(running);
      slow.answer();
      Hold shown = await(running, h -> h.request().rule().equals("expensive"));
      assertThat(shown.state()).isEqualTo(HoldState.PENDING);
      assertThat(shown.request().envelope().bytes()).isEqualTo(3L << 30);
      assertThat(slow.warehouse.executed).isEmpty();

      running.gateway.approvals().decide(new HoldDecision.Approve(shown.id(), "ok", -1));
      assertThat(running.get(RESULTS).body()).contains("\"jobComplete\":true");
      assertThat(slow.warehouse.executed).hasSize(1);
    }
  }

  @Test
  void whatCannotBeFoundOutIsNotAllowed() throws Exception {
    slow.broken = true;
    slow.warehouse.objection = "";
    slow.warehouse.bytes = 3L << 40;
    try (var running = new RunningGateway(data, slow, impatient())) {
      ask(running);
      slow.answer();
      await(
          running,
          h -> !h.request().rule().equals(LateReviews.RULE) || h.state() == HoldState.DENIED);
      assertThat(slow.warehouse.executed).isEmpty();
    }
  }

  @Test
  void whatIsTakenBackMeanwhileNeverRuns() throws Exception {
    try (var running = new RunningGateway(data, slow, impatient())) {
      ask(running);
      assertThat(running.post(JOBS + "/job-1/cancel", "").statusCode()).isEqualTo(200);
      slow.answer();
      HttpResponse<String> answer = running.get(RESULTS);
      assertThat(answer.body()).contains("cancelled");
      assertThat(slow.warehouse.executed).isEmpty();
    }
    assertThat(slow.warehouse.executed).isEmpty();
  }

  @Test
  void aPersonMayDecideEarlierAndIsNotOverruled() throws Exception {
    try (var running = new RunningGateway(data, slow, impatient())) {
      ask(running);
      Hold hold = holds(running).getFirst();
      assertThat(
              running
                  .gateway
                  .approvals()
                  .decide(new HoldDecision.Deny(hold.id(), "not today"))
                  .applied())
          .isTrue();
      slow.answer();
      HttpResponse<String> answer = running.get(RESULTS);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("not today");
    }
    assertThat(slow.warehouse.executed).isEmpty();
  }

  @Test
  void ofAnAgentThatIsRevokedMeanwhileNothingRuns() throws Exception {
    try (var running = new RunningGateway(data, slow, impatient())) {
      ask(running);
      running.gateway.agents().revoke("tester");
      slow.answer();
      settled(running);
      assertThat(holds(running).getLast().state()).isEqualTo(HoldState.DENIED);
      assertThat(holds(running).getLast().detail()).contains("revoked");
      assertThat(slow.warehouse.executed).isEmpty();
    }
  }

  @Test
  void whatPolicyAllowedDoesNotRunUnderAPolicyThatHoldsIt(@TempDir Path disk) throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    FakeUpstream.Handler handler =
        exchange -> {
          // It is looked at once more before it runs.
          if (exchange.bodyText().contains("\"dryRun\":true")) {
            looking.countDown();
            wait(stopped);
          }
          slow.handle(exchange);
        };
    String stricter =
        POLICY
            + """
              - name: jobs
                when: request.method == "bigquery.jobs.insert"
                then: hold
            """;
    try (FakeUpstream upstream = FakeUpstream.start(handler)) {
      try (var stored = new StoredGateway(data, upstream.uri(), impatient(), Clock.systemUTC())) {
        stored.post(JOBS, JOB);
        slow.answer();
        looking.await();
        stored.copyDisk(disk);
        stopped.countDown();
      }
      slow.warehouse.executed.clear();
      try (var stored = new StoredGateway(disk, upstream.uri(), stricter, Clock.systemUTC())) {
        assertThat(stored.get(RESULTS).path("error").path("message").asText())
            .contains("Ask again");
        assertThat(slow.warehouse.executed).isEmpty();
      }
    }
  }

  private static void wait(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the test is over", e);
    }
  }

  @Test
  void anAgentsOwnDryRunIsNeverHeld() throws Exception {
    try (var running = new RunningGateway(data, slow, impatient())) {
      HttpResponse<String> answer = running.post(JOBS, INSERT.formatted("\"dryRun\":true,"));
      assertThat(holds(running)).isEmpty();
      assertThat(answer.body()).doesNotContain("PENDING");
    }
  }

  @Test
  void itIsTakenOnAgainAfterARestart() throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start(slow)) {
      try (var stored = new StoredGateway(data, upstream.uri(), impatient(), Clock.systemUTC())) {
        HttpResponse<String> answer = stored.post(JOBS, JOB);
        assertThat(json(answer).at("/status/state").asText()).isEqualTo("PENDING");
      }
      assertThat(slow.warehouse.executed).isEmpty();
      slow.answer();
      try (var stored = new StoredGateway(data, upstream.uri(), impatient(), Clock.systemUTC())) {
        JsonNode answer = stored.get(RESULTS);
        while (!answer.path("jobComplete").asBoolean()) {
          assertThat(answer.has("error")).as(answer.toString()).isFalse();
          answer = stored.get(RESULTS);
        }
        assertThat(holds(stored.recordings))
            .extracting(Hold::state)
            .containsExactly(HoldState.EDITED, HoldState.DONE);
        assertThat(slow.warehouse.executed).hasSize(1);
      }
    }
  }
}
