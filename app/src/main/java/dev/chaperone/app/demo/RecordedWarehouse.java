package dev.chaperone.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chaperone.app.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * Gives the script's statements the answers the sandbox once gave, for systems where it cannot run.
 * Of a long result a piece is kept, whose rows repeat.
 */
final class RecordedWarehouse implements DemoWarehouse {
  private static final String QUERIES = "/bigquery/v2/projects/demo/queries";

  private final DemoScript script;
  private final JsonNode answers;
  private final HttpServer server;

  private RecordedWarehouse(DemoScript script, JsonNode answers, HttpServer server) {
    this.script = script;
    this.answers = answers;
    this.server = server;
  }

  static RecordedWarehouse start(DemoScript script) throws IOException {
    JsonNode answers;
    try (InputStream in = DemoScript.resource("answers.json")) {
      answers = Json.MAPPER.readTree(in);
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RecordedWarehouse warehouse = new RecordedWarehouse(script, answers, server);
    server.createContext("/", warehouse::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return warehouse;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode answer = answer(exchange);
      byte[] body = Json.MAPPER.writeValueAsBytes(answer.path("body"));
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
      exchange.sendResponseHeaders(answer.path("status").asInt(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private JsonNode answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String sql = sqlOf(Json.MAPPER.readTree(exchange.getRequestBody()));
    for (DemoScript.Step step : script.steps()) {
      JsonNode answer = answers.path(step.name());
      if (sql.isEmpty() ? path.equals(step.path()) : sql.equals(step.sql())) {
        return page(answer, step, 0);
      }
      if (step.pageSize() > 0 && path.startsWith(QUERIES + "/" + jobOf(answer) + "?")) {
        return page(answer, step, pageNumber(path));
      }
    }
    return unknown();
  }

  private static String sqlOf(JsonNode request) {
    JsonNode query = request.has("query") ? request : request.at("/configuration/query");
    return query.path("query").asText("");
  }

  private static String jobOf(JsonNode answer) {
    return answer.at("/body/jobReference/jobId").asText();
  }

  private static int pageNumber(String path) {
    String token = path.replaceFirst(".*[?&]pageToken=page-(\\d+).*", "$1");
    return token.equals(path) ? 0 : Integer.parseInt(token);
  }

  /** Fills a page of the step's size from the rows kept. */
  private static JsonNode page(JsonNode answer, DemoScript.Step step, int number) {
    if (step.pageSize() == 0) {
      return answer;
    }
    ObjectNode whole = answer.deepCopy();
    ObjectNode body = whole.withObject("/body");
    JsonNode kept = body.path("rows");
    ArrayNode rows = body.putArray("rows");
    for (int i = 0; i < step.pageSize(); i++) {
      rows.add(kept.get(i % kept.size()));
    }
    body.put("totalRows", Long.toString(step.rows()));
    body.remove("pageToken");
    if ((number + 1L) * step.pageSize() < step.rows()) {
      body.put("pageToken", "page-" + (number + 1));
    }
    return whole;
  }

  private static JsonNode unknown() {
    String message = "Not found: only the demonstration's own requests were recorded";
    ObjectNode error = Json.MAPPER.createObjectNode().put("code", 404).put("message", message);
    error.putArray("errors").addObject().put("reason", "notFound").put("message", message);
    ObjectNode answer = Json.MAPPER.createObjectNode().put("status", 404);
    answer.putObject("body").set("error", error);
    return answer;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public String description() {
    return "recorded answers on " + address() + " (no SQL engine behind them)";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
