package dev.chaperone.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chaperone.app.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands between gateway and sandbox and notes what really went upstream. */
final class Witness implements AutoCloseable {
  private static final Set<String> NOT_PASSED =
      Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", "expect");

  private final URI upstream;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  Witness(String address) throws IOException {
    upstream = URI.create("http://" + address);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** {@code METHOD path} of every request, without the query. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  /** The SQL of every request that was no dry run. */
  List<String> ran() {
    return List.copyOf(ran);
  }

  /** Any credential that went upstream. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
      authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
      HttpResponse<InputStream> answer = client.send(copy(exchange), BODY);
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      try (InputStream in = answer.body();
          OutputStream out = exchange.getResponseBody()) {
        in.transferTo(out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final HttpResponse.BodyHandler<InputStream> BODY =
      HttpResponse.BodyHandlers.ofInputStream();

  private HttpRequest copy(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(upstream.resolve(exchange.getRequestURI().toString()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    byte[] body = exchange.getRequestBody().readAllBytes();
    note(body);
    request.method(
        exchange.getRequestMethod(),
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
    return request.build();
  }

  private void note(byte[] body) throws IOException {
    if (body.length == 0 || body[0] != '{') {
      return;
    }
    JsonNode request = Json.MAPPER.readTree(body);
    boolean dry =
        request.path("dryRun").asBoolean() || request.at("/configuration/dryRun").asBoolean();
    String sql = request.path("query").asText(request.at("/configuration/query/query").asText());
    if (!dry && !sql.isEmpty()) {
      ran.add(sql);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.shutdownNow();
  }
}
