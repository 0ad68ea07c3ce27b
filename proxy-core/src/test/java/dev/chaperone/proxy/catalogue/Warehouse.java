package dev.chaperone.proxy.catalogue;

import dev.chaperone.proxy.testing.FakeExchange;
import dev.chaperone.proxy.testing.FakeUpstream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers {@code tables.get} and {@code routines.get} by what the test has put there. */
public final class Warehouse implements FakeUpstream.Handler {
  private static final String TABLE =
      "{\"kind\":\"bigquery#table\",\"type\":\"%s\",\"location\":\"EU\",\"numRows\":\"%d\","
          + "\"numBytes\":\"%d\",\"tableReference\":{\"projectId\":\"demo\",\"datasetId\":\"shop\","
          + "\"tableId\":\"%s\"},%s\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"INTEGER\"}]}}";

  private final Map<String, FakeUpstream.Handler> answers = new ConcurrentHashMap<>();

  /** A table {@code demo.shop.NAME}. */
  public Warehouse table(String name, long rows, long bytes) {
    return says("/tables/" + name, 200, TABLE.formatted("TABLE", rows, bytes, name, ""));
  }

  public Warehouse view(String name, String sql) {
    String definition = "\"view\":{\"query\":\"" + sql + "\",\"useLegacySql\":false},";
    return says("/tables/" + name, 200, TABLE.formatted("VIEW", 0, 0, name, definition));
  }

  public Warehouse says(String end, int status, String body) {
    return does(end, exchange -> exchange.json(status, body));
  }

  /** What happens to requests whose path ends so. */
  public Warehouse does(String end, FakeUpstream.Handler handler) {
    answers.put(end, handler);
    return this;
  }

  @Override
  public void handle(FakeExchange exchange) throws IOException, InterruptedException {
    for (Map.Entry<String, FakeUpstream.Handler> answer : answers.entrySet()) {
      if (exchange.request().path().endsWith(answer.getKey())) {
        answer.getValue().handle(exchange);
        return;
      }
    }
    exchange.json(404, "{\"error\":{\"code\":404,\"message\":\"Not found\"}}");
  }
}
