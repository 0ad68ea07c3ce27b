package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.app.host.ServeSettings;
import dev.chaperone.proxy.gateway.GatewayConfig;
import dev.chaperone.proxy.gateway.Limits;
import dev.chaperone.proxy.identity.IdentityServices;
import dev.chaperone.proxy.identity.InvalidTokenException;
import dev.chaperone.proxy.stage.AgentRequest;
import dev.chaperone.proxy.tls.LocalCa;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.proxy.upstream.UpstreamRequest;
import dev.chaperone.proxy.upstream.credentials.CredentialException;
import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import dev.chaperone.proxy.upstream.credentials.UpstreamCredentials;
import dev.chaperone.recordings.Recordings;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P1 for what objects say of themselves: their text ends up in logs and errors. */
class SecretsInTextTest {
  private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 1);

  @TempDir Path temp;

  @Test
  void p1NoObjectShowsASecretInItsText() throws Exception {
    Path data = temp.resolve("data");
    String token = TestAgents.create(data, 1).getFirst();
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    secrets.put("agent token", token.getBytes(StandardCharsets.UTF_8));
    List<String> texts = new ArrayList<>();
    DataFolder folder = new DataFolder(data);
    try (FakeGoogleTokens google = new FakeGoogleTokens();
        Recordings recordings = new RealParts(Clock.systemUTC()).openStore(folder)) {
      String file = google.serviceAccountFile(temp).toString();
      CredentialSpec spec = CredentialSpec.parse(file);
      settings(texts, folder, spec, file);
      identity(texts, data, recordings, token);
      credentials(texts, spec, google);
      requests(texts, token);
      texts.add(recordings.agents().toString());
      secrets.putAll(google.secrets());
    }
    secrets.putAll(KeyMaterial.of(data));
    SecretScanner scanner = new SecretScanner(secrets);
    texts.forEach(text -> scanner.scan(text.substring(0, Math.min(60, text.length())), text));
    assertThat(scanner.found()).isEmpty();
    System.out.println("secrets: texts of " + texts.size() + " objects hold none");
  }

  private static void settings(
      List<String> texts, DataFolder folder, CredentialSpec spec, String file) {
    URI upstream = URI.create("http://127.0.0.1:9");
    texts.add(spec.toString());
    texts.add(new ServeSettings(folder, 0, 0, upstream, file, Set.of()).toString());
    texts.add(
        new GatewayConfig(
                folder.root(),
                "127.0.0.1",
                0,
                0,
                upstream,
                spec,
                Set.of(),
                Set.of(),
                true,
                Limits.DEFAULT)
            .toString());
  }

  private static void identity(List<String> texts, Path data, Recordings recordings, String token)
      throws Exception {
    IdentityServices identity = IdentityServices.open(data, recordings, Clock.systemUTC());
    texts.add(identity.toString());
    texts.add(identity.keys().signingKey().toString());
    texts.add(LocalCa.open(data, identity.keys(), Clock.systemUTC()).toString());
    texts.add(identity.authenticator().authenticate(token).toString());
    texts.add(identity.agents().renew("agent-1").toString());
    try {
      identity.authenticator().authenticate(token.substring(0, token.length() - 3) + "AAA");
      throw new AssertionError("a tampered token was accepted");
    } catch (InvalidTokenException e) {
      texts.add(trace(e));
    }
  }

  private static void credentials(List<String> texts, CredentialSpec spec, FakeGoogleTokens google)
      throws CredentialException {
    try (UpstreamCredentials credentials = UpstreamCredentials.open(spec, Clock.systemUTC())) {
      assertThat(credentials.authorization()).contains("Bearer " + google.accessToken());
      texts.add(credentials.toString());
    }
    google.fail();
    try (UpstreamCredentials credentials = UpstreamCredentials.open(spec, Clock.systemUTC())) {
      credentials.authorization();
      throw new AssertionError("a refused credential gave a token");
    } catch (CredentialException e) {
      texts.add(trace(e));
    }
  }

  private static void requests(List<String> texts, String token) {
    Headers headers = Headers.of(Map.of("Authorization", "Bearer " + token));
    texts.add(headers + " " + headers.fields());
    texts.add(new UpstreamRequest("GET", "/", headers, Optional.empty()).toString());
    texts.add(
        new AgentRequest(
                "GET",
                "/",
                "",
                headers,
                HERE,
                HERE,
                URI.create("http://127.0.0.1:1"),
                InputStream.nullInputStream())
            .toString());
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
