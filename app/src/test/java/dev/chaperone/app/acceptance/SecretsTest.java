package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.proxy.testing.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P1: no credential crosses, and none is left lying about. Every road is taken with secrets in
 * every place; then everything stored, said, delivered and sent is searched for them.
 */
class SecretsTest {
  private static final byte[] COOKIE = EchoingUpstream.COOKIE.getBytes(StandardCharsets.UTF_8);

  @TempDir Path temp;

  /** What was found where it must not be. */
  private record Findings(SecretScanner stored, SecretScanner toAgents, SecretScanner toUpstream) {}

  @Test
  void p1NoSecretIsStoredSaidDeliveredOrSentWhereItMustNotBe() throws Exception {
    Findings findings = run(ShippedProgram.in(temp), false);
    assertThat(findings.stored.found()).isEmpty();
    assertThat(findings.toAgents.found()).isEmpty();
    assertThat(findings.toUpstream.found()).isEmpty();
  }

  /** The test's own test: what it finds nothing of must be there when nothing takes it out. */
  @Test
  void withScrubbingSwitchedOffEveryPlantedCanaryIsFound() throws Exception {
    Path changed = Sabotage.scrubbing(Files.createDirectory(temp.resolve("changed")));
    Findings findings = run(ShippedProgram.in(temp).withClasses(changed), true);
    assertThat(names(findings.stored))
        .contains(
            "agent token",
            "exchanged token",
            "key parameter",
            "access_token parameter",
            "oauth_token parameter",
            "api key header",
            "cookie header",
            "upload id",
            "google access token",
            "upstream cookie",
            "service account key d",
            "service account key p",
            "signing key",
            "CA key",
            "server key");
    assertThat(names(findings.toAgents)).contains("google access token", "upstream cookie");
    assertThat(names(findings.toUpstream))
        .contains(
            "key parameter",
            "access_token parameter",
            "oauth_token parameter",
            "api key header",
            "cookie header");
  }

  private static Set<String> names(SecretScanner scanner) {
    return scanner.found().stream()
        .map(SecretScanner.Find::secret)
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  private Findings run(ShippedProgram program, boolean plantKeys) throws Exception {
    Path data = temp.resolve("data");
    String token = TestAgents.create(data, 1).getFirst();
    StringBuilder said = new StringBuilder();
    StringBuilder received = new StringBuilder();
    Map<String, byte[]> agentSecrets = new LinkedHashMap<>();
    Map<String, byte[]> gatewaySecrets = new LinkedHashMap<>();
    List<RecordedRequest> sent;
    try (FakeGoogleTokens google = new FakeGoogleTokens();
        FakeUpstream upstream = FakeUpstream.start(new EchoingUpstream())) {
      String credentials = google.serviceAccountFile(temp).toString();
      String to = upstream.uri().toString();
      ServedGateway gateway = program.serve(data, 0, to, credentials, "--policy", "observe");
      SecretTraffic traffic = new SecretTraffic(gateway, KeyMaterial.trust(data), token);
      try (gateway) {
        traffic.takeEveryRoad();
        assertThat(program.run("doctor", "--data", data.toString()).out()).isNotEmpty();
      }
      said.append(gateway.said());
      received.append(traffic.received());
      agentSecrets.putAll(traffic.secrets());
      // Google refuses, and repeats what it was asked.
      google.fail();
      ServedGateway second = program.serve(data, 0, to, credentials, "--policy", "observe");
      try (second;
          AgentClient agent = new AgentClient(second.http(), token)) {
        var answer = agent.query("SELECT 2");
        assertThat(answer.statusCode()).isBetween(400, 599);
        received.append(answer.headers().map()).append(answer.body());
      }
      said.append(second.said());
      sent = upstream.requests();
      gatewaySecrets.putAll(google.secrets());
    }
    said.append(shown(program, data));
    gatewaySecrets.putAll(KeyMaterial.of(data));
    if (plantKeys) {
      plant(data, gatewaySecrets);
    }
    return scan(data, said.toString(), received.toString(), sent, agentSecrets, gatewaySecrets);
  }

  /** Nothing carries these through the gateway, so they are put there by hand. */
  private static void plant(Path data, Map<String, byte[]> secrets) throws Exception {
    for (byte[] secret : secrets.values()) {
      Files.writeString(
          data.resolve("logs/chaperone.log"),
          "planted " + Base64.getMimeEncoder().encodeToString(secret) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static String shown(ShippedProgram program, Path data) throws Exception {
    StringBuilder shown = new StringBuilder();
    for (List<String> command :
        List.of(
            List.of("sessions", "show", "last", "--frames", "--full"),
            List.of("agent", "list", "--json"))) {
      List<String> arguments = new java.util.ArrayList<>(command);
      arguments.addAll(List.of("--data", data.toString()));
      ShippedProgram.Ended ended = program.run(arguments.toArray(String[]::new));
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      shown.append(ended.out()).append(ended.err());
    }
    return shown.toString();
  }

  private static Findings scan(
      Path data,
      String said,
      String received,
      List<RecordedRequest> sent,
      Map<String, byte[]> agentSecrets,
      Map<String, byte[]> gatewaySecrets)
      throws Exception {
    Map<String, byte[]> all = new LinkedHashMap<>(agentSecrets);
    all.putAll(gatewaySecrets);
    all.put("upstream cookie", COOKIE);
    SecretScanner stored = new SecretScanner(all);
    String places = new StoredBytes(data, stored).scanAll();
    stored.scan("standard output and error", said);

    Map<String, byte[]> notForAgents = new LinkedHashMap<>(gatewaySecrets);
    notForAgents.put("upstream cookie", COOKIE);
    SecretScanner toAgents = new SecretScanner(notForAgents);
    toAgents.scan("answers", received);

    Map<String, byte[]> notForUpstream = new LinkedHashMap<>(all);
    notForUpstream.remove("google access token");
    notForUpstream.remove("upload id");
    notForUpstream.remove("upstream cookie");
    SecretScanner toUpstream = new SecretScanner(notForUpstream);
    for (RecordedRequest request : sent) {
      toUpstream.scan("upstream " + request, request + " " + request.headers());
      toUpstream.scan("upstream body of " + request, request.body());
    }
    System.out.printf(
        "secrets: %d known; looked through %s, %d KiB stored, %d KiB answers, %d requests at"
            + " upstream; found %d stored, %d delivered, %d sent%n",
        all.size(),
        places,
        stored.scanned() >> 10,
        toAgents.scanned() >> 10,
        sent.size(),
        names(stored).size(),
        names(toAgents).size(),
        names(toUpstream).size());
    return new Findings(stored, toAgents, toUpstream);
  }
}
