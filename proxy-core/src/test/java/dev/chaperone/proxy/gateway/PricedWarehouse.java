package dev.chaperone.proxy.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.proxy.surface.BigQueryError;
import dev.chaperone.proxy.testing.FakeExchange;
import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.proxy.testing.FakeUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Jobs that run, dry runs that cost what the test says, and one table {@code shop.orders}. */
final class PricedWarehouse implements FakeUpstream.Handler {
  static final JsonMapper JSON = new JsonMapper();
  private static final String TABLE =
      "{\"kind\":\"bigquery#table\",\"type\":\"TABLE\",\"location\":\"US\",\"numRows\":\"10\","
          + "\"numBytes\":\"%d\",\"tableReference\":{\"projectId\":\"demo\",\"datasetId\":\"shop\","
          + "\"tableId\":\"orders\"},\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"INTEGER\"},"
          + "{\"name\":\"%s\",\"type\":\"STRING\"}]}}";
  private static final String DRY_RUN =
      "{\"kind\":\"bigquery#job\",\"jobReference\":{\"projectId\":\"demo\",\"location\":\"US\"},"
          + "\"configuration\":{\"dryRun\":true},\"status\":{\"state\":\"DONE\"},\"statistics\":"
          + "{\"totalBytesProcessed\":\"%d\",\"query\":{\"totalBytesProcessed\":\"%d\","
          + "\"totalBytesProcessedAccuracy\":\"PRECISE\",\"statementType\":\"SELECT\"}}}";

  final FakeJobs jobs = new FakeJobs(3);
  final List<JsonNode> executed = new CopyOnWriteArrayList<>();
  volatile long bytes = 1_000;
  volatile String column = "note";

  /** What BigQuery has against every statement, in the words of its error. */
  volatile String objection = "";

  @Override
  public void handle(FakeExchange exchange) throws IOException {
    String path = exchange.request().path();
    if (path.endsWith("/datasets/shop/tables/orders")) {
      exchange.json(200, TABLE.formatted(bytes, column));
      return;
    }
    boolean starts =
        exchange.request().method().equals("POST")
            && (path.endsWith("/jobs") || path.endsWith("/queries"));
    if (starts) {
      JsonNode body = JSON.readTree(exchange.bodyText());
      if (body.at("/configuration/dryRun").asBoolean(false) && !objection.isEmpty()) {
        exchange.json(400, new String(error(), StandardCharsets.UTF_8));
        return;
      }
      if (body.at("/configuration/dryRun").asBoolean(false)) {
        exchange.json(200, DRY_RUN.formatted(bytes, bytes));
        return;
      }
      executed.add(body);
    }
    jobs.handle(exchange);
  }

  private byte[] error() {
    return new BigQueryError(400, "invalidQuery", objection).json();
  }
}
