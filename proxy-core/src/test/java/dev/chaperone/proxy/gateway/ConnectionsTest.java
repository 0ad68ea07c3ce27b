package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.console.HoldDecision;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.identity.AgentSpec;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.testing.Answers;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.proxy.testing.RecordedRequest;
import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import dev.chaperone.proxy.upstream.credentials.FakeTokenEndpoint;
import dev.chaperone.recordings.frame.FrameBody;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two connections of a policy over real sockets: each request goes where its project is. */
@Timeout(120)
class ConnectionsTest {
  private static final String QUERY =
      "{\"query\":\"SELECT * FROM %s.orders\",\"useLegacySql\":false}";
  private static final String INSERT =
      "{\"jobReference\":{\"projectId\":\"two\",\"jobId\":\"job-1\"},\"configuration\":{\"query\":"
          + "{\"query\":\"SELECT * FROM shop.orders\",\"useLegacySql\":false}}}";

  @TempDir Path folder;
  private final PricedWarehouse firstWarehouse = new PricedWarehouse();
  private final PricedWarehouse secondWarehouse = new PricedWarehouse();
  private final FakeUpstream first = FakeUpstream.start(firstWarehouse);
  private final FakeUpstream second = FakeUpstream.start(secondWarehouse);
  private final FakeUpstream unused = FakeUpstream.start(new PricedWarehouse());

  @AfterEach
  void close() {
    first.close();
    second.close();
    unused.close();
  }

  /** A gateway that was started without an upstream of its own. */
  private final class Running implements AutoCloseable {
    final InMemoryRecordings recordings = new InMemoryRecordings();
    final PolicyStore store;
    final Gateway gateway;
    final HttpClient client = HttpClient.newHttpClient();
    final String token;

    Running(String policy) throws Exception {
      this(policy, Overrides.NONE);
    }

    Running(String policy, Overrides overrides) throws Exception {
      store =
          PolicyStore.open(
              save(policy), new PolicyLoader(), Clock.systemUTC(), PolicyStore.Loosenings.APPLY);
      gateway =
          Gateway.start(
              new GatewayConfig(
                  folder.resolve("data"),
                  "127.0.0.1",
                  0,
                  0,
                  unused.uri(),
                  CredentialSpec.parse("none"),
                  Set.of(),
                  Set.of(),
                  () -> true,
                  Limits.DEFAULT,
                  overrides),
              Optional.of(new Oversight(store, NativeAnalysis.unavailable("not in this test"))),
              recordings,
              Clock.systemUTC());
      token =
          Files.readString(
                  gateway
                      .agents()
                      .create(new AgentSpec("tester", List.of(), "m", "t", Duration.ofDays(1)))
                      .tokenFile())
              .strip();
    }

    HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(
              URI.create("http://127.0.0.1:" + gateway.http().getPort() + path))
          .header("Authorization", "Bearer " + token)
          .header("Content-Type", "application/json")
          .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> get(String path) throws Exception {
      return client.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
      return client.send(
          request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    List<String> recordedUpstreams() {
      return recordings.bodies(FrameBody.Upstream.class).stream()
          .map(FrameBody.Upstream::url)
          .toList();
    }

    @Override
    public void close() {
      client.close();
      gateway.close();
    }
  }

  private Path save(String policy) throws Exception {
    return Files.writeString(folder.resolve("policy.yaml"), policy);
  }

  private String policy(String more) {
    return """
    version: 1
    connections:
      - { name: a, upstream: "%s", credential: none, projects: [one] }
      - { name: b, upstream: "%s", credential: none, projects: [two, "eu-*"] }
    %s
    """
        .formatted(first.uri(), second.uri(), more);
  }

  private static String queries(String project) {
    return "/bigquery/v2/projects/" + project + "/queries";
  }

  private static String jobs(String project) {
    return "/bigquery/v2/projects/" + project + "/jobs";
  }

  @Test
  void aQueryItsLookUpsItsJobAndItsPagesGoToTheConnectionOfTheBilledProject() throws Exception {
    try (var running =
        new Running(policy("rules: [{name: r, when: estimate.bytes > 1, then: allow}]"))) {
      assertThat(running.post(queries("one"), QUERY.formatted("shop")).statusCode()).isEqualTo(200);
      assertThat(first.requests()).extracting(RecordedRequest::path).hasSize(2);
      assertThat(second.requests()).isEmpty();

      assertThat(running.post(jobs("two"), INSERT).statusCode()).isEqualTo(200);
      assertThat(running.get(jobs("two") + "/job-1").statusCode()).isEqualTo(200);
      assertThat(running.get(queries("two") + "/job-1").body()).contains("\"totalRows\":\"3\"");
      assertThat(second.requests())
          .extracting(RecordedRequest::path)
          .containsExactly(
              "/bigquery/v2/projects/two/datasets/shop/tables/orders",
              jobs("two"),
              jobs("two") + "/job-1",
              queries("two") + "/job-1");
      assertThat(first.requests()).hasSize(2);
      assertThat(running.recordedUpstreams())
          .filteredOn(url -> url.startsWith(second.uri().toString()))
          .hasSize(4);
    }
    assertThat(unused.requests()).isEmpty();
  }

  @Test
  void tablesOfAnotherProjectAreLookedUpWithTheCredentialOfTheBilledOne() throws Exception {
    try (var running =
        new Running(policy("rules: [{name: r, when: estimate.bytes > 1, then: allow}]"))) {
      running.post(queries("one"), QUERY.formatted("`public-data`.shop"));
      assertThat(first.requests())
          .extracting(RecordedRequest::path)
          .contains("/bigquery/v2/projects/public-data/datasets/shop/tables/orders");
      assertThat(second.requests()).isEmpty();
    }
  }

  @Test
  void whatOneConnectionTellsOfATableIsNotBelievedOfAnothersTableOfThatName() throws Exception {
    String large = "rules: [{name: large, when: estimate.bytes > 1 * GiB, then: deny}]";
    secondWarehouse.bytes = 2L << 30;
    try (var running = new Running(policy(large))) {
      String query = QUERY.formatted("`public-data`.shop");
      assertThat(running.post(queries("one"), query).statusCode()).isEqualTo(200);
      assertThat(running.post(queries("two"), query).statusCode()).isEqualTo(403);
      assertThat(secondWarehouse.executed).isEmpty();
    }
  }

  @Test
  void aProjectThatNoneServesIsDeniedAndReachesNobody() throws Exception {
    try (var running = new Running(policy(""))) {
      HttpResponse<String> denied = running.post(queries("three"), QUERY.formatted("shop"));
      assertThat(denied.statusCode()).isEqualTo(403);
      assertThat(denied.body()).contains("No connection of the policy serves this project");
    }
    assertThat(first.requests()).isEmpty();
    assertThat(second.requests()).isEmpty();
    assertThat(unused.requests()).isEmpty();
  }

  @Test
  void whatTheCommandLineNamedGoesBeforeThePolicy() throws Exception {
    try (var running = new Running(policy(""), Overrides.ALL)) {
      assertThat(running.post(queries("one"), QUERY.formatted("shop")).statusCode()).isEqualTo(200);
      assertThat(running.post(queries("three"), QUERY.formatted("shop")).statusCode())
          .isEqualTo(403);
    }
    assertThat(first.requests()).isEmpty();
    assertThat(unused.requests()).isNotEmpty();
  }

  @Test
  void conditionsSeeTheConnectionThatIsUsed() throws Exception {
    String rules =
        """
        rules:
          - { name: not-b, when: 'connection.name == "b"', then: deny, reason: "by name" }
          - { name: not-a, when: 'connection.upstream == "%s"', then: deny, reason: "by address" }
        """
            .formatted(first.uri());
    try (var running = new Running(policy(rules))) {
      assertThat(running.post(queries("eu-1"), QUERY.formatted("shop")).body()).contains("by name");
      assertThat(running.post(queries("one"), QUERY.formatted("shop")).body())
          .contains("by address");
    }
    assertThat(firstWarehouse.executed).isEmpty();
    assertThat(secondWarehouse.executed).isEmpty();
  }

  @Test
  void anApprovedJobIsSubmittedToTheConnectionOfItsProject() throws Exception {
    String held = "rules: [{name: all, when: 'request.job_type == \"query\"', then: hold}]";
    try (var running = new Running(policy(held))) {
      assertThat(running.post(jobs("two"), INSERT).body()).contains("PENDING");
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
      assertThat(running.get(queries("two") + "/job-1?timeoutMs=9000").body())
          .contains("\"jobComplete\":true");
    }
    assertThat(secondWarehouse.executed).hasSize(1);
    assertThat(first.requests()).isEmpty();
    assertThat(unused.requests()).isEmpty();
  }

  @Test
  void eachConnectionGetsItsOwnCredentialAndNoOther() throws Exception {
    try (var google = new FakeTokenEndpoint()) {
      Path key = google.serviceAccountFile(folder);
      String policy = policy("").replaceFirst("credential: none", "credential: \"" + key + "\"");
      try (var running = new Running(policy)) {
        running.post(queries("one"), QUERY.formatted("shop"));
        running.post(queries("two"), QUERY.formatted("shop"));
        assertThat(first.requests())
            .isNotEmpty()
            .allMatch(r -> r.header("authorization").orElse("").startsWith("Bearer google-"));
        assertThat(second.requests())
            .isNotEmpty()
            .allMatch(r -> r.header("authorization").isEmpty());
      }
    }
  }

  @Test
  void anAddressInAnAnswerIsRewrittenWhicheverConnectionGaveIt() throws Exception {
    second.handler(
        exchange ->
            exchange.bytes(
                200, Map.of("Location", second.uri() + "/upload?upload_id=u1"), new byte[0]));
    try (var running = new Running(policy(""))) {
      HttpResponse<String> answer = running.get("/bigquery/v2/projects/two/datasets");
      assertThat(answer.headers().firstValue("location").orElse(""))
          .startsWith("http://127.0.0.1:" + running.gateway.http().getPort());
    }
  }

  @Test
  void aReloadedPolicyMovesNewRequestsAndLetsThoseUnderWayFinish() throws Exception {
    BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
    first.handler(Answers.chunks(pieces));
    try (var running = new Running(policy(""))) {
      CompletableFuture<HttpResponse<String>> underWay =
          running.client.sendAsync(
              running.request("/bigquery/v2/projects/one/datasets").build(),
              BodyHandlers.ofString());
      pieces.put("{\"datasets\":[");
      first.awaitRequests(1);

      String moved = policy("").replace("[one]", "[gone]").replace("two,", "one, two,");
      for (String comment : List.of("# 1", "# 2", "# 3")) {
        save(moved + comment + "\n");
        assertThat(running.store.reload().problems()).isEmpty();
        assertThat(running.post(queries("one"), QUERY.formatted("shop")).statusCode())
            .isEqualTo(200);
      }
      for (String comment : List.of("# 1", "# 2", "# 3")) {
        save(moved.replace(first.uri().toString(), unused.uri().toString()) + comment + "\n");
        assertThat(running.store.reload().problems()).isEmpty();
      }
      assertThat(first.requests()).hasSize(1);
      assertThat(secondWarehouse.executed).hasSize(3);

      pieces.put("]}");
      pieces.put("");
      HttpResponse<String> answer = underWay.get(20, TimeUnit.SECONDS);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"datasets\":[]}");
    }
  }

  @Test
  void aReloadedPolicyWhoseCredentialCannotBeOpenedChangesNothingAndSaysWhy() throws Exception {
    try (var running = new Running(policy(""))) {
      Path missing = folder.resolve("missing.json");
      save(
          policy("")
              .replace("projects: [one]", "projects: [one, three]")
              .replaceFirst("credential: none", "credential: \"" + missing + "\""));
      assertThat(running.store.reload().problems())
          .singleElement()
          .asString()
          .contains("policy.yaml:3:", "connection 'a' cannot be used", "does not exist");
      assertThat(running.gateway.approvals().policy().orElseThrow().problems()).hasSize(1);
      assertThat(running.post(queries("one"), QUERY.formatted("shop")).statusCode()).isEqualTo(200);
      assertThat(running.post(queries("three"), QUERY.formatted("shop")).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void aGatewayWhoseConnectionsCannotBeOpenedDoesNotStartAndSaysWhatToDo() throws Exception {
    Path missing = folder.resolve("missing.json");
    String policy = policy("").replaceFirst("credential: none", "credential: \"" + missing + "\"");
    assertThatThrownBy(() -> new Running(policy).close())
        .isInstanceOf(GatewayException.class)
        .hasMessageContaining("connection 'a' cannot be used")
        .hasMessageContaining("does not exist");
  }

  @Test
  void aCredentialGoesToNoHostThatNobodyAllowed() throws Exception {
    try (var google = new FakeTokenEndpoint()) {
      Path key = google.serviceAccountFile(folder);
      String policy =
          policy("")
              .replaceFirst("credential: none", "credential: \"" + key + "\"")
              .replace(first.uri().toString(), "https://bigquery.example.com");
      assertThatThrownBy(() -> new Running(policy).close())
          .isInstanceOf(GatewayException.class)
          .hasMessageContaining("--allow-upstream bigquery.example.com");
      assertThat(google.requests()).isEmpty();
    }
  }
}
