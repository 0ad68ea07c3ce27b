package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.catalogue.Warehouse;
import dev.chaperone.proxy.testing.FakeUpstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets under real SIGKILLs: whatever reached upstream has been charged. */
class BudgetKillNineTest {
  private static final int KILLS = 4;
  private static final String POLICY =
      """
      version: 1
      rules:
        - name: all
          when: "true"
          then: allow
      budgets:
        - name: daily
          per: agent
          window: 24h
          bytes: %d
          then: deny
      """;
  private static final String JOB =
      "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"job-%d\"},\"configuration\":{\"query\":"
          + "{\"query\":\"SELECT id FROM demo.shop.orders\",\"useLegacySql\":false}}}";

  @TempDir Path temp;

  @Test
  void P4_noKillGivesAnAgentMoreThanItsBudget() throws Exception {
    Path data = temp.resolve("data");
    String token = TestAgents.create(data, 1).getFirst();
    Path policy = Files.writeString(temp.resolve("policy.yaml"), POLICY.formatted(KILLS * 1_000));
    Warehouse warehouse = new Warehouse().table("orders", 10, 1_000);
    Semaphore reached = new Semaphore(0);
    AtomicInteger jobs = new AtomicInteger();
    ShippedProgram program = ShippedProgram.in(temp);
    try (FakeUpstream upstream =
            FakeUpstream.start(
                exchange -> {
                  if (exchange.request().method().equals("POST")) {
                    jobs.incrementAndGet();
                    reached.release();
                    exchange.hang();
                  }
                  warehouse.handle(exchange);
                });
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < KILLS; i++) {
        ServedGateway gateway = serve(program, data, policy, upstream.uri());
        var unused = client.sendAsync(job(gateway, token, i), BodyHandlers.ofString());
        reached.acquire();
        gateway.kill9();
      }
      try (ServedGateway gateway = serve(program, data, policy, upstream.uri())) {
        HttpResponse<String> one = client.send(job(gateway, token, KILLS), BodyHandlers.ofString());
        assertThat(one.statusCode()).as(one.body()).isEqualTo(403);
        assertThat(one.body()).contains("daily", KILLS * 1_000 + " are used or reserved");
      }
      assertThat(jobs).hasValue(KILLS);
    }
    assertThat(program.run("verify", "--data", data.toString(), "--json").exitCode()).isZero();
  }

  private static ServedGateway serve(ShippedProgram program, Path data, Path policy, URI upstream)
      throws Exception {
    return ServedGateway.start(
        program.command(
            List.of(
                "serve",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--https-port",
                "0",
                "--upstream",
                upstream.toString(),
                "--credentials",
                "none",
                "--policy",
                policy.toString(),
                "--sql-analysis",
                "lexer",
                "--json")),
        Files.createTempFile(data.getParent(), "serve", ".txt"));
  }

  private static HttpRequest job(ServedGateway gateway, String token, int number) {
    return HttpRequest.newBuilder(gateway.http().resolve("/bigquery/v2/projects/demo/jobs"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(JOB.formatted(number)))
        .build();
  }
}
