package dev.chaperone.proxy.leak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** An agent's side of the wire: sends requests and keeps all that it is answered. */
final class Agent {
  private final HttpClient client;
  private final URI gateway;
  private final String token;
  private final List<Delivered> received;
  private boolean gzip;

  /**
   * @param received where answers are kept
   */
  Agent(HttpClient client, URI gateway, String token, List<Delivered> received) {
    this.client = client;
    this.gateway = gateway;
    this.token = token;
    this.received = received;
  }

  /** Whether it takes compressed answers. */
  void gzip(boolean wanted) {
    gzip = wanted;
  }

  Delivered get(String path) throws InterruptedException {
    return send("GET", path, "");
  }

  Delivered post(String path, String json) throws InterruptedException {
    return send("POST", path, json);
  }

  Delivered send(String method, String path, String json) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(30));
    if (gzip) {
      request.header("Accept-Encoding", "gzip");
    }
    if (method.equals("GET")) {
      request.GET();
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(json));
    }
    Delivered delivered = exchange(method + " " + path, request.build());
    received.add(delivered);
    return delivered;
  }

  private Delivered exchange(String what, HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return new Delivered(
          what, response.statusCode(), response.headers().map().toString(), text(response));
    } catch (IOException e) {
      return new Delivered(what, 0, "", "");
    }
  }

  private static String text(HttpResponse<byte[]> response) throws IOException {
    byte[] body = response.body();
    if (response.headers().firstValue("content-encoding").orElse("").equals("gzip")) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return new String(body, StandardCharsets.UTF_8);
  }
}
