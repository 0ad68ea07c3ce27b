package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.console.Console;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.HoldSummary;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A held job outlives its gateway: whoever waited goes on asking at the same address with the same
 * token, is told that it is pending, and gets the rows once it is approved.
 */
class HeldThroughKillTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String POLICY =
      """
      version: 1
      rules:
        - name: orders
          when: tables.exists(t, t.table == "orders")
          then: hold
          reason: "Somebody looks at orders."
      """;
  private static final String INSERT =
      "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\"job-1\"},\"configuration\":{\"query\":"
          + "{\"query\":\"SELECT id FROM shop.orders WHERE id = 1\",\"useLegacySql\":false}}}";
  private static final String QUERY =
      "{\"query\":\"SELECT id FROM shop.orders WHERE id = 2\",\"useLegacySql\":false,"
          + "\"requestId\":\"request-2\",\"timeoutMs\":50}";

  @TempDir Path temp;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Path data;
  private Path policy;
  private String token;

  @BeforeEach
  void setUp() throws Exception {
    data = temp.resolve("data");
    policy = Files.writeString(temp.resolve("policy.yaml"), POLICY);
    token = TestAgents.create(data, 1).getFirst();
  }

  @Test
  void afterAKillTheSameClientIsAnsweredAtTheSameAddressAndGetsItsRowsOnceApproved()
      throws Exception {
    RacedWarehouse warehouse = new RacedWarehouse(new KillMoments(), 1);
    warehouse.calmDown();
    try (FakeUpstream upstream = FakeUpstream.start(warehouse);
        warehouse) {
      ServedGateway first = serve(0, upstream);
      int port = first.http().getPort();
      String exchanged = exchange(first);
      JsonNode inserted = body(post(first, "jobs", INSERT), 200);
      assertThat(inserted.at("/status/state").asText()).isEqualTo("PENDING");
      JsonNode asked = body(post(first, "queries", QUERY), 200);
      String queried = asked.at("/jobReference/jobId").asText();
      byte[] authority = Files.readAllBytes(data.resolve("ca.pem"));
      first.kill9();

      try (ServedGateway second = serve(port, upstream)) {
        assertThat(second.http().getPort()).isEqualTo(port);
        assertThat(Files.readAllBytes(data.resolve("ca.pem"))).isEqualTo(authority);
        assertThat(body(post(second, "queries", QUERY), 200).at("/jobReference/jobId").asText())
            .as("the same request is the same job")
            .isEqualTo(queried);
        for (String job : new String[] {"job-1", queried}) {
          JsonNode pending = body(get(second, "jobs/" + job + "?location=US", token), 200);
          assertThat(pending.at("/status/state").asText()).isEqualTo("PENDING");
          JsonNode none = body(get(second, "queries/" + job + "?timeoutMs=50", exchanged), 200);
          assertThat(none.path("jobComplete").asBoolean(true)).isFalse();
        }
        assertThat(warehouse.ran()).isEmpty();

        approveAll(2);
        for (String job : new String[] {"job-1", queried}) {
          JsonNode rows = body(get(second, "queries/" + job, token), 200);
          assertThat(rows.path("jobComplete").asBoolean()).as(rows.toString()).isTrue();
          assertThat(rows.path("rows")).hasSize(1);
          assertThat(body(get(second, "jobs/" + job, exchanged), 200).at("/status/state").asText())
              .isEqualTo("DONE");
        }
        assertThat(warehouse.ran()).hasSize(2);
      }
    }
  }

  private ServedGateway serve(int port, FakeUpstream upstream) throws Exception {
    return ShippedProgram.in(temp)
        .serve(
            data,
            port,
            upstream.uri().toString(),
            "none",
            "--policy",
            policy.toString(),
            "--sql-analysis",
            "lexer");
  }

  private void approveAll(int count) throws Exception {
    try (Console console = RacingOperator.attach(data)) {
      assertThat(console.holds(10)).hasSize(count);
      for (HoldSummary hold : console.holds(10)) {
        HoldAnswer answer = console.decide(new HoldDecision.Approve(hold.id(), "fine", -1));
        assertThat(answer.applied()).as(answer.told()).isTrue();
      }
    }
  }

  /** What client libraries do with their credentials file. */
  private String exchange(ServedGateway gateway) throws Exception {
    String form =
        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
            + "&requested_token_type=urn:ietf:params:oauth:token-type:access_token"
            + "&subject_token_type=urn:ietf:params:oauth:token-type:jwt&subject_token="
            + URLEncoder.encode(token, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway.http() + "/v1/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return body(client.send(request, BodyHandlers.ofString()), 200).path("access_token").asText();
  }

  private HttpResponse<String> post(ServedGateway gateway, String rest, String json)
      throws Exception {
    return client.send(
        to(gateway, rest, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(ServedGateway gateway, String rest, String bearer)
      throws Exception {
    return client.send(to(gateway, rest, bearer).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder to(ServedGateway gateway, String rest, String bearer) {
    return HttpRequest.newBuilder(URI.create(gateway.http() + "/bigquery/v2/projects/demo/" + rest))
        .header("Authorization", "Bearer " + bearer);
  }

  private static JsonNode body(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }
}
