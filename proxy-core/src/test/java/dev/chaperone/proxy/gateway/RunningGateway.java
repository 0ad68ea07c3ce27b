package dev.chaperone.proxy.gateway;

import dev.chaperone.proxy.identity.AgentSpec;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import java.io.IOException;
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
import java.util.Optional;
import java.util.Set;

/** A gateway on free ports before a fake upstream, with one agent, for tests over real sockets. */
public final class RunningGateway implements AutoCloseable {
  public final FakeUpstream upstream;
  public final InMemoryRecordings recordings = new InMemoryRecordings();
  public final Gateway gateway;
  public final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String token;

  public RunningGateway(Path data, FakeUpstream.Handler handler) throws IOException {
    this(data, handler, Limits.DEFAULT);
  }

  public RunningGateway(Path data, FakeUpstream.Handler handler, Limits limits) throws IOException {
    this(data, handler, limits, Optional.empty());
  }

  /** With a policy in force, and no analyser but the lexer. */
  public RunningGateway(Path data, FakeUpstream.Handler handler, String policy)
      throws IOException, PolicyException {
    this(data, handler, Limits.DEFAULT, Optional.of(oversight(policy)));
  }

  /** With a policy that may change, and no analyser but the lexer. */
  public RunningGateway(Path data, FakeUpstream.Handler handler, PolicyStore policy)
      throws IOException {
    this(data, handler, Limits.DEFAULT, Optional.of(oversight(policy)));
  }

  /** With a policy and an analyser of the test's own. */
  public RunningGateway(Path data, FakeUpstream.Handler handler, Oversight oversight)
      throws IOException {
    this(data, handler, Limits.DEFAULT, Optional.of(oversight));
  }

  private RunningGateway(
      Path data, FakeUpstream.Handler handler, Limits limits, Optional<Oversight> oversight)
      throws IOException {
    upstream = FakeUpstream.start(handler);
    gateway =
        Gateway.start(
            new GatewayConfig(
                data,
                "127.0.0.1",
                0,
                0,
                upstream.uri(),
                CredentialSpec.parse("none"),
                Set.of(),
                Set.of(),
                true,
                limits),
            oversight,
            recordings,
            Clock.systemUTC());
    token = agent("tester");
  }

  private static Oversight oversight(String policy) throws PolicyException {
    return oversight(
        PolicyStore.fixed(new PolicyLoader().load("policy.yaml", policy), Clock.systemUTC()));
  }

  private static Oversight oversight(PolicyStore policy) {
    return new Oversight(policy, NativeAnalysis.unavailable("not in this test"));
  }

  /** Creates another agent and returns its token. */
  public String agent(String name) throws IOException {
    var issued =
        gateway
            .agents()
            .create(new AgentSpec(name, List.of(), "model-x", "tests", Duration.ofDays(1)));
    return Files.readString(issued.tokenFile()).strip();
  }

  public String token() {
    return token;
  }

  public URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + gateway.http().getPort() + pathAndQuery);
  }

  public HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(uri(pathAndQuery))
        .header("Authorization", "Bearer " + token)
        .timeout(Duration.ofSeconds(30));
  }

  public HttpRequest.Builder request(String base, String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(base + pathAndQuery))
        .header("Authorization", "Bearer " + token)
        .timeout(Duration.ofSeconds(30));
  }

  public HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
    return client.send(request(pathAndQuery).build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> post(String pathAndQuery, String json)
      throws IOException, InterruptedException {
    return client.send(
        request(pathAndQuery)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    gateway.close();
    upstream.close();
  }
}
