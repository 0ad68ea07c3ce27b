package dev.chaperone.googlesql.sandbox.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chaperone.googlesql.sandbox.engine.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the sandbox on the loopback interface and finds the method a request means. */
public final class SandboxServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxServer.class);

  private final HttpServer http;
  private final ResultsApi results;
  private final JobsApi jobs;
  private final CatalogApi catalog;
  private final TablesApi tables;

  private SandboxServer(HttpServer http, Engine engine, Clock clock) {
    this.http = http;
    Jobs held = new Jobs();
    QueryRunner runner = new QueryRunner(engine, clock);
    Supplier<String> newJobId = () -> "job_" + UUID.randomUUID().toString().replace('-', '_');
    this.results = new ResultsApi(held, runner, clock, newJobId);
    this.jobs = new JobsApi(held, runner, clock, newJobId);
    this.catalog = new CatalogApi(engine::warehouse);
    this.tables = new TablesApi(engine::warehouse, held);
  }

  /** Starts on the given port of 127.0.0.1; 0 takes a free one. */
  public static SandboxServer start(Engine engine, int port, Clock clock) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    SandboxServer server = new SandboxServer(http, engine, clock);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var unused = http.createContext("/", server::handle);
    http.start();
    return server;
  }

  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    HttpCall call = new HttpCall(exchange);
    try {
      try {
        dispatch(call);
      } catch (ApiException e) {
        call.respond(e.status(), e::writeTo);
      }
      // An answered exchange is over; to close it would end the connection, which is kept.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    } catch (ApiException e) {
      LOG.warn("an error answer failed", e);
      exchange.close();
    } catch (IOException e) {
      LOG.debug("client gone", e);
      exchange.close();
    } catch (RuntimeException e) {
      LOG.warn("request failed", e);
      internalError(call);
      exchange.close();
    }
  }

  private static void internalError(HttpCall call) {
    try {
      call.respond(
          500, new ApiException(500, "internalError", "The sandbox failed; see its log.")::writeTo);
    } catch (IOException | ApiException e) {
      LOG.debug("answer already begun", e);
    }
  }

  private void dispatch(HttpCall call) throws IOException, ApiException, InterruptedException {
    List<String> path = call.path();
    String shape = shape(path);
    String p = path.size() > 1 ? path.get(1) : "";
    String a = path.size() > 3 ? path.get(3) : "";
    String b = path.size() > 5 ? path.get(5) : "";
    switch (call.method() + " " + shape) {
      case "GET $discovery/*", "GET discovery/*/apis/*/v2/*" -> call.discovery();
      case "GET projects" -> catalog.projects(call);
      case "GET projects/*/serviceAccount" -> catalog.serviceAccount(call);
      case "GET projects/*/datasets" -> catalog.datasets(call, p);
      case "GET projects/*/datasets/*" -> catalog.dataset(call, p, a);
      case "GET projects/*/datasets/*/tables" -> tables.tables(call, p, a);
      case "GET projects/*/datasets/*/tables/*" -> tables.table(call, p, a, b);
      case "GET projects/*/datasets/*/tables/*/data" -> tables.rows(call, p, a, b);
      case "POST projects/*/queries" -> results.query(call, p);
      case "GET projects/*/queries/*" -> results.getQueryResults(call, p, a);
      case "POST projects/*/jobs" -> jobs.insert(call, p);
      case "GET projects/*/jobs" -> jobs.list(call, p);
      case "GET projects/*/jobs/*" -> jobs.get(call, p, a);
      case "POST projects/*/jobs/*/cancel" -> jobs.cancel(call, p, a);
      case "DELETE projects/*/jobs/*/delete" -> jobs.delete(call, p, a);
      default -> {
        if (path.contains("upload")) {
          throw ApiException.notImplemented("uploads and load jobs.");
        }
        if (path.isEmpty() || !path.getFirst().equals("projects")) {
          throw ApiException.notFound(String.join("/", path));
        }
        throw ApiException.notImplemented(call.method() + " " + shape);
      }
    }
  }

  /** The path with every id, which are at the odd places, replaced by a star. */
  private static String shape(List<String> path) {
    StringBuilder shape = new StringBuilder();
    for (int i = 0; i < path.size(); i++) {
      shape.append(i == 0 ? "" : "/").append(i % 2 == 1 ? "*" : path.get(i));
    }
    return shape.toString();
  }
}
