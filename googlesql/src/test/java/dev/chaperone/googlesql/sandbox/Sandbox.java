package dev.chaperone.googlesql.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.googlesql.sandbox.Client.Answer;
import dev.chaperone.googlesql.sandbox.engine.Engine;
import dev.chaperone.googlesql.sandbox.engine.EngineUnavailableException;
import dev.chaperone.googlesql.sandbox.rest.SandboxServer;
import dev.chaperone.googlesql.sandbox.shop.SampleShop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A sandbox of a test's own, whose shop it may change. */
final class Sandbox implements AutoCloseable {
  private final SandboxServer server;

  Sandbox() throws IOException, EngineUnavailableException {
    this.server = SandboxServer.start(Engine.over(SampleShop.warehouse()), 0, Clock.systemUTC());
  }

  @Override
  public void close() {
    server.close();
  }

  Answer get(String path) {
    return Client.send(HttpRequest.newBuilder(uri(path)).build());
  }

  Answer post(String path, ObjectNode body) {
    return Client.send(
        HttpRequest.newBuilder(uri(path))
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  private URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:%d/bigquery/v2/projects/demo%s".formatted(server.port(), path));
  }

  Answer query(String sql) {
    return post("/queries", Client.request(sql).put("timeoutMs", 120_000));
  }

  /** Runs a statement that has to work. */
  Answer run(String sql) {
    return query(sql).valid("QueryResponse");
  }

  List<List<String>> rows(String sql) {
    return run(sql).rows();
  }

  /** The one cell of a query's one row. */
  String cell(String sql) {
    return rows(sql).getFirst().getFirst();
  }

  /** The finished job of a statement. */
  Answer job(String id, String sql) {
    post("/jobs", Client.job(id, sql)).valid("Job");
    return finished(id);
  }

  Answer finished(String id) {
    get("/queries/" + id + "?maxResults=0&timeoutMs=120000");
    return get("/jobs/" + id).valid("Job");
  }

  Answer dryRun(String sql) {
    ObjectNode job = Client.job(sql);
    job.withObjectProperty("configuration").put("dryRun", true);
    return post("/jobs", job);
  }

  /** A query whose rows go to {@code shop.NAME}. */
  static ObjectNode storing(String id, String sql, String table, Optional<String> disposition) {
    ObjectNode job = Client.job(id, sql);
    ObjectNode query = job.withObjectProperty("configuration").withObjectProperty("query");
    query
        .putObject("destinationTable")
        .put("projectId", "demo")
        .put("datasetId", "shop")
        .put("tableId", table);
    disposition.ifPresent(d -> query.put("writeDisposition", d));
    return job;
  }
}
