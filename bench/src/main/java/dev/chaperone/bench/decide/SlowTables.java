package dev.chaperone.bench.decide;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An upstream that has every table {@code bench.shop.NAME}, and tells of it after a while. */
final class SlowTables implements AutoCloseable {
  private static final String TABLE =
      "{\"kind\":\"bigquery#table\",\"type\":\"TABLE\",\"location\":\"EU\",\"numRows\":\"1000\","
          + "\"numBytes\":\"100000\",\"tableReference\":{\"projectId\":\"bench\",\"datasetId\":\"shop\","
          + "\"tableId\":\"%s\"},\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"INTEGER\"},"
          + "{\"name\":\"amount\",\"type\":\"NUMERIC\"},{\"name\":\"note\",\"type\":\"STRING\"},"
          + "{\"name\":\"seen\",\"type\":\"TIMESTAMP\"}]}}";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Duration latency = Duration.ZERO;

  SlowTables() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          pause();
          String path = exchange.getRequestURI().getPath();
          byte[] body =
              TABLE
                  .formatted(path.substring(path.lastIndexOf('/') + 1))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  private void pause() {
    try {
      Thread.sleep(latency);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void latency(Duration each) {
    latency = each;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
