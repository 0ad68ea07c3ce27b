package dev.chaperone.proxy.upstream.credentials;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Plays Google's token endpoint and IAM on a loopback port; its answers can be spoilt. */
public final class FakeTokenEndpoint implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String failure = "";

  public FakeTokenEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(path + " " + body);
          String answer =
              status != 200
                  ? failure.replace("ECHO", body)
                  : path.endsWith(":generateAccessToken")
                      ? "{\"accessToken\":\"impersonated-"
                          + requests.size()
                          + "\",\"expireTime\":\"2099-01-01T00:00:00Z\"}"
                      : "{\"access_token\":\"google-"
                          + requests.size()
                          + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers with this status and body from now on; {@code ECHO} in it repeats the request. */
  void failWith(int newStatus, String body) {
    failure = body;
    status = newStatus;
  }

  void recover() {
    status = 200;
  }

  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** A service account's key file that asks here for tokens. */
  public Path serviceAccountFile(Path folder) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n"
            + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\\n-----END PRIVATE KEY-----\\n";
    Path file = folder.resolve("service-account.json");
    Files.writeString(
        file,
        """
        {"type": "service_account", "project_id": "p", "private_key_id": "k1",
         "private_key": "%s",
         "client_email": "gateway@p.iam.gserviceaccount.com", "client_id": "1",
         "token_uri": "%s/token"}
        """
            .formatted(pem, url()));
    return file;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
