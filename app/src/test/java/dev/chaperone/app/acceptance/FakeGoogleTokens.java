package dev.chaperone.app.acceptance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** Google's token endpoint on loopback: one access token for whoever shows a signed assertion. */
final class FakeGoogleTokens implements AutoCloseable {
  private final String accessToken = "ya29.c.Kp-" + UUID.randomUUID() + "_" + UUID.randomUUID();
  private final Map<String, byte[]> assertions = new ConcurrentHashMap<>();
  private final RSAPrivateCrtKey key;
  private final HttpServer server;
  private volatile boolean failing;

  FakeGoogleTokens() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/token",
        exchange -> {
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String assertion =
              URLDecoder.decode(
                  form.replaceAll("(?s).*assertion=([^&]*).*", "$1"), StandardCharsets.UTF_8);
          assertions.put(
              "assertion " + (assertions.size() + 1), assertion.getBytes(StandardCharsets.UTF_8));
          String answer =
              failing
                  ? "{\"error\":\"invalid_grant\",\"error_description\":\"bad: " + form + "\"}"
                  : "{\"access_token\":\""
                      + accessToken
                      + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(failing ? 400 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  String accessToken() {
    return accessToken;
  }

  /** Refuses from now on, and repeats what it was asked. */
  void fail() {
    failing = true;
  }

  /** What is secret about the service account, by name. */
  Map<String, byte[]> secrets() {
    Map<String, byte[]> secrets = new LinkedHashMap<>(assertions);
    secrets.put("google access token", accessToken.getBytes(StandardCharsets.UTF_8));
    secrets.put("service account key d", key.getPrivateExponent().toByteArray());
    secrets.put("service account key p", key.getPrimeP().toByteArray());
    return secrets;
  }

  Path serviceAccountFile(Path folder) throws IOException {
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.getEncoded())
                .replace("\n", "\\n")
            + "\\n-----END PRIVATE KEY-----\\n";
    Path file = folder.resolve("service-account.json");
    return Files.writeString(
        file,
        """
        {"type": "service_account", "project_id": "p", "private_key_id": "k1",
         "private_key": "%s", "client_email": "gateway@p.iam.gserviceaccount.com",
         "client_id": "1", "token_uri": "http://127.0.0.1:%d/token"}
        """
            .formatted(pem, server.getAddress().getPort()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
