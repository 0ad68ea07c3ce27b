package dev.chaperone.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.acceptance.KillMoments.Moment;
import dev.chaperone.proxy.testing.FakeExchange;
import dev.chaperone.proxy.testing.FakeUpstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in for BigQuery that outlives every gateway, keeps jobs by their id, and writes down
 * whatever runs. It is slow at times, loses requests and answers, and begins jobs although whoever
 * asked for them is gone.
 */
final class RacedWarehouse implements FakeUpstream.Handler, AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern JOB = Pattern.compile(".*/(jobs|queries)/([^/]+)(/cancel)?");
  private static final long BYTES = 3L << 30;
  private static final int SLOW_MILLIS = 400;
  private static final String TABLE =
      "{\"kind\":\"bigquery#table\",\"type\":\"TABLE\",\"location\":\"US\",\"numRows\":\"10\","
          + "\"numBytes\":\"%d\",\"tableReference\":{\"projectId\":\"demo\",\"datasetId\":\"shop\","
          + "\"tableId\":\"orders\"},\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"INTEGER\"}]}}";
  private static final String DRY_RUN =
      "{\"kind\":\"bigquery#job\",\"jobReference\":{\"projectId\":\"demo\",\"location\":\"US\"},"
          + "\"configuration\":{\"dryRun\":true},\"status\":{\"state\":\"DONE\"},\"statistics\":"
          + "{\"totalBytesProcessed\":\"%d\",\"query\":{\"totalBytesProcessed\":\"%d\","
          + "\"totalBytesProcessedAccuracy\":\"PRECISE\",\"statementType\":\"SELECT\"}}}";

  /**
   * A job that ran.
   *
   * @param hold its label, {@code ""} without
   */
  record Ran(int race, String job, String hold, String sql) {}

  private final KillMoments moments;
  private final Random random;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, ObjectNode> jobs = new LinkedHashMap<>();
  private final List<Ran> ran = new ArrayList<>();
  private final Map<Integer, Integer> dryRuns = new LinkedHashMap<>();
  final AtomicInteger slow = new AtomicInteger();
  final AtomicInteger lostBefore = new AtomicInteger();
  final AtomicInteger lostAfter = new AtomicInteger();
  final AtomicInteger late = new AtomicInteger();
  final AtomicInteger unavailable = new AtomicInteger();
  final AtomicInteger duplicates = new AtomicInteger();
  private volatile boolean calm;

  RacedWarehouse(KillMoments moments, long seed) {
    this.moments = moments;
    this.random = new Random(seed);
  }

  /** From now on it answers at once and loses nothing. */
  void calmDown() {
    calm = true;
  }

  synchronized List<Ran> ran() {
    return List.copyOf(ran);
  }

  /** Whether BigQuery would refuse this race's SQL, whenever it is sent. */
  static boolean isRefused(int race) {
    return race % 17 == 5;
  }

  /** Whether it costs much more by the time it is approved. */
  private static boolean drifts(int race) {
    return race % 19 == 7;
  }

  private synchronized int roll(int bound) {
    return random.nextInt(bound);
  }

  @Override
  public void handle(FakeExchange exchange) throws IOException, InterruptedException {
    String path = exchange.request().path();
    boolean post = exchange.request().method().equals("POST");
    Matcher job = JOB.matcher(path);
    if (path.endsWith("/tables/orders")) {
      exchange.json(200, TABLE.formatted(BYTES));
    } else if (post && path.endsWith("/jobs")) {
      posted(exchange, JSON.readTree(exchange.bodyText()));
    } else if (post && path.endsWith("/queries")) {
      queried(exchange, JSON.readTree(exchange.bodyText()));
    } else if (job.matches()) {
      asked(exchange, job.group(1), job.group(2), job.group(3) != null);
    } else {
      error(exchange, 404, "notFound", "Not found: " + path);
    }
  }

  private void posted(FakeExchange exchange, JsonNode body)
      throws IOException, InterruptedException {
    if (!body.at("/configuration/dryRun").asBoolean(false)) {
      inserted(exchange, body);
      return;
    }
    moments.reached(Moment.DRY_RUN_ARRIVED);
    int race = Race.numberIn(sql(body)).orElse(-1);
    int before;
    synchronized (this) {
      before = dryRuns.merge(race, 1, Integer::sum) - 1;
    }
    if (!calm && roll(25) == 0) {
      unavailable(exchange);
      return;
    }
    long bytes = drifts(race) && before > 0 ? 9 * BYTES : BYTES;
    exchange.json(200, DRY_RUN.formatted(bytes, bytes));
  }

  private void inserted(FakeExchange exchange, JsonNode body)
      throws IOException, InterruptedException {
    moments.reached(Moment.INSERT_ARRIVED);
    int roll = calm ? 99 : roll(100);
    if (roll < 6) { // it never came
      lostBefore.incrementAndGet();
      exchange.reset();
    } else if (roll < 12) { // it comes later than whoever sent it believes
      late.incrementAndGet();
      exchange.reset();
      pause(roll(2 * SLOW_MILLIS));
      begin(body);
    } else if (roll < 16) {
      unavailable(exchange);
    } else {
      if (roll < 46) {
        slow.incrementAndGet();
        pause(roll(SLOW_MILLIS));
      }
      Begun begun = begin(body);
      moments.reached(Moment.INSERT_RUN);
      if (roll >= 46 && roll < 54) {
        lostAfter.incrementAndGet();
        exchange.reset();
      } else {
        answer(exchange, begun);
      }
    }
  }

  /** Held ones never come this way, but what a grant lets through does. */
  private void queried(FakeExchange exchange, JsonNode body) throws IOException {
    ObjectNode job = JSON.createObjectNode();
    job.putObject("jobReference")
        .put("projectId", "demo")
        .put("jobId", "query_" + body.path("requestId").asText());
    job.putObject("configuration").putObject("query").set("query", body.path("query"));
    Begun begun = begin(job);
    if (begun.status() == 200 || begun.status() == 409) {
      exchange.json(200, rows("bigquery#queryResponse", job.path("jobReference")));
    } else {
      answer(exchange, begun);
    }
  }

  private static String rows(String kind, JsonNode reference) {
    ObjectNode answer = JSON.createObjectNode().put("kind", kind);
    answer.set("jobReference", reference);
    answer.put("jobComplete", true).put("totalRows", "1");
    answer.putObject("schema").putArray("fields").addObject().put("name", "n").put("type", "INT64");
    answer.putArray("rows").addObject().putArray("f").addObject().put("v", "1");
    return answer.toString();
  }

  private void unavailable(FakeExchange exchange) throws IOException {
    unavailable.incrementAndGet();
    error(exchange, 503, "backendError", "Try again");
  }

  private void pause(int millis) throws InterruptedException {
    boolean over = closed.await(millis, TimeUnit.MILLISECONDS);
    if (over) {
      throw new InterruptedException("the test is over");
    }
  }

  private record Begun(int status, String reason, String body) {}

  private synchronized Begun begin(JsonNode body) {
    String id = body.at("/jobReference/jobId").asText();
    String sql = sql(body);
    int race = Race.numberIn(sql).orElse(-1);
    if (jobs.containsKey(id)) {
      duplicates.incrementAndGet();
      return new Begun(409, "duplicate", "Already Exists: Job demo:US." + id);
    }
    if (isRefused(race)) {
      return new Begun(400, "invalidQuery", "Syntax error in race " + race);
    }
    ObjectNode job = body.deepCopy();
    job.put("kind", "bigquery#job").put("id", "demo:US." + id);
    job.withObject("/jobReference").put("location", "US");
    job.putObject("status").put("state", "DONE");
    jobs.put(id, job);
    ran.add(new Ran(race, id, body.at("/configuration/labels/chaperone-hold").asText(""), sql));
    return new Begun(200, "", job.toString());
  }

  private static void answer(FakeExchange exchange, Begun begun) throws IOException {
    if (begun.status() == 200) {
      exchange.json(200, begun.body());
    } else {
      error(exchange, begun.status(), begun.reason(), begun.body());
    }
  }

  private void asked(FakeExchange exchange, String what, String id, boolean cancel)
      throws IOException {
    moments.reached(Moment.LOOKUP_ARRIVED);
    int roll = calm ? 99 : roll(100);
    if (roll < 4) {
      unavailable(exchange);
      return;
    }
    if (roll < 7) {
      exchange.reset();
      return;
    }
    ObjectNode job;
    synchronized (this) {
      job = jobs.get(id);
    }
    if (job == null) {
      error(exchange, 404, "notFound", "Not found: Job demo:US." + id);
    } else if (what.equals("queries")) {
      exchange.json(200, rows("bigquery#getQueryResultsResponse", job.path("jobReference")));
    } else if (cancel) {
      ObjectNode answer = JSON.createObjectNode().put("kind", "bigquery#jobCancelResponse");
      answer.set("job", job);
      exchange.json(200, answer.toString());
    } else {
      exchange.json(200, job.toString());
    }
  }

  private static String sql(JsonNode body) {
    return body.at("/configuration/query/query").asText("");
  }

  private static void error(FakeExchange exchange, int status, String reason, String message)
      throws IOException {
    ObjectNode error = JSON.createObjectNode();
    ObjectNode inner = error.putObject("error").put("code", status).put("message", message);
    inner
        .putArray("errors")
        .addObject()
        .put("message", message)
        .put("domain", "global")
        .put("reason", reason);
    exchange.json(status, error.toString());
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
