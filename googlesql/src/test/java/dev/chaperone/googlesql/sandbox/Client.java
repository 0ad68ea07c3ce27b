package dev.chaperone.googlesql.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.googlesql.sandbox.engine.Engine;
import dev.chaperone.googlesql.sandbox.rest.SandboxServer;
import dev.chaperone.googlesql.sandbox.shop.SampleShop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Talks to one sandbox that all tests of a JVM share: the engine takes seconds to load. */
final class Client {
  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final SandboxServer SERVER = startServer();

  /** A status and a JSON body. */
  record Answer(int status, JsonNode json) {
    Answer valid(String schema) {
      assertThat(status).as("%s", json).isEqualTo(200);
      DiscoverySchemas.available()
          .ifPresent(schemas -> assertThat(schemas.faults(schema, json)).isEmpty());
      return this;
    }

    Answer failed(int expected, String reason) {
      assertThat(status).as("%s", json).isEqualTo(expected);
      JsonNode error = json.path("error");
      assertThat(error.path("code").asInt()).isEqualTo(expected);
      assertThat(error.at("/errors/0/reason").asText()).isEqualTo(reason);
      assertThat(error.at("/errors/0/domain").asText()).isEqualTo("global");
      assertThat(error.at("/errors/0/message")).isEqualTo(error.path("message"));
      return this;
    }

    String message() {
      return json.at("/error/message").asText();
    }

    String text(String pointer) {
      return json.at(pointer).asText();
    }

    /** Every row's cells, scalars only. */
    List<List<String>> rows() {
      List<List<String>> rows = new ArrayList<>();
      for (JsonNode row : json.path("rows")) {
        List<String> cells = new ArrayList<>();
        row.path("f").forEach(cell -> cells.add(cell.path("v").asText()));
        rows.add(cells);
      }
      return rows;
    }

    JsonNode cell(int row, int column) {
      return json.path("rows").path(row).path("f").path(column).path("v");
    }
  }

  private Client() {}

  private static SandboxServer startServer() {
    try {
      return SandboxServer.start(Engine.over(SampleShop.warehouse()), 0, Clock.systemUTC());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + SERVER.port() + path);
  }

  static Answer get(String path) {
    return send(HttpRequest.newBuilder(uri("/bigquery/v2/projects/demo" + path)).build());
  }

  static Answer post(String path, JsonNode body) {
    return send(
        HttpRequest.newBuilder(uri("/bigquery/v2/projects/demo" + path))
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      String body = response.body();
      return new Answer(response.statusCode(), MAPPER.readTree(body.isEmpty() ? "{}" : body));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static ObjectNode request(String sql) {
    return MAPPER.createObjectNode().put("query", sql).put("useLegacySql", false);
  }

  static Answer query(String sql) {
    return post("/queries", request(sql));
  }

  static Answer run(String sql) {
    return query(sql).valid("QueryResponse");
  }

  static ObjectNode job(String sql) {
    ObjectNode job = MAPPER.createObjectNode();
    job.putObject("configuration").set("query", request(sql));
    return job;
  }

  static ObjectNode job(String id, String sql) {
    ObjectNode job = job(sql);
    job.putObject("jobReference").put("projectId", "demo").put("jobId", id);
    return job;
  }
}
