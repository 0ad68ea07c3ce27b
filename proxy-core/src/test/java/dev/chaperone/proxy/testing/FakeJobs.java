package dev.chaperone.proxy.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The least of BigQuery's jobs that clients can live on: every query, whatever its text, yields the
 * numbers 0, 1, 2 … in a column {@code n}. Answers follow BigQuery's schemas.
 */
public final class FakeJobs implements FakeUpstream.Handler {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern PATH =
      Pattern.compile(
          "(?:/upload)?/bigquery/v2/projects/([^/]+)/(jobs|queries|datasets)(?:/([^/]+))?(?:/(.+))?");
  private static final Pattern DATA = Pattern.compile("tables/([^/]+)/data");
  private static final int DEFAULT_PAGE = 1_000;

  private final Map<String, ObjectNode> jobs = new LinkedHashMap<>();
  private final int rows;
  private final String location;
  private boolean pending;
  private int minted;

  /** Jobs in {@code US} whose results have this many rows. */
  public FakeJobs(int rows) {
    this(rows, "US");
  }

  public FakeJobs(int rows, String location) {
    this.rows = rows;
    this.location = location;
  }

  /** Whether new jobs stay {@code PENDING}, until this is called with false. */
  public synchronized void keepPending(boolean keep) {
    pending = keep;
    if (!keep) {
      jobs.values().forEach(job -> job.withObjectProperty("status").put("state", "DONE"));
    }
  }

  public synchronized int count() {
    return jobs.size();
  }

  @Override
  public synchronized void handle(FakeExchange exchange) throws IOException {
    Matcher path = PATH.matcher(exchange.request().path());
    if (!path.matches()) {
      error(exchange, 404, "notFound", "Not found: " + exchange.request().path());
      return;
    }
    String project = path.group(1);
    String id = Optional.ofNullable(path.group(3)).orElse("");
    String rest = Optional.ofNullable(path.group(4)).orElse("");
    switch (exchange.request().method() + " " + path.group(2) + (id.isEmpty() ? "" : "/id")) {
      case "POST jobs" -> insert(exchange, project);
      case "POST queries" -> query(exchange, project);
      case "GET jobs" -> list(exchange);
      case "GET jobs/id" -> withJob(exchange, id, job -> exchange.json(200, job.toString()));
      case "POST jobs/id" ->
          withJob(
              exchange,
              id,
              job -> {
                ObjectNode answer =
                    JSON.createObjectNode().put("kind", "bigquery#jobCancelResponse");
                answer.set("job", job);
                exchange.json(200, answer.toString());
              });
      case "GET queries/id" -> withJob(exchange, id, job -> results(exchange, job));
      case "GET datasets/id" -> {
        if (DATA.matcher(rest).matches()) {
          ObjectNode answer = JSON.createObjectNode().put("kind", "bigquery#tableDataList");
          page(exchange, answer, "pageToken");
          exchange.json(200, answer.toString());
        } else {
          error(exchange, 404, "notFound", "Not found: " + rest);
        }
      }
      default -> error(exchange, 400, "invalid", "FakeJobs has no " + exchange.request());
    }
  }

  private interface JobAnswer {
    void answer(ObjectNode job) throws IOException;
  }

  private void withJob(FakeExchange exchange, String id, JobAnswer answer) throws IOException {
    ObjectNode job = jobs.get(id);
    if (job == null) {
      error(exchange, 404, "notFound", "Not found: Job demo:" + location + "." + id);
    } else {
      answer.answer(job);
    }
  }

  private void insert(FakeExchange exchange, String project) throws IOException {
    JsonNode body = body(exchange);
    String id = body.path("jobReference").path("jobId").asText("");
    if (jobs.containsKey(id)) {
      error(
          exchange, 409, "duplicate", "Already Exists: Job " + project + ":" + location + "." + id);
      return;
    }
    exchange.json(200, newJob(project, id, body.path("configuration")).toString());
  }

  private void query(FakeExchange exchange, String project) throws IOException {
    JsonNode body = body(exchange);
    ObjectNode configuration = JSON.createObjectNode();
    configuration
        .putObject("query")
        .put("query", body.path("query").asText(""))
        .put("useLegacySql", body.path("useLegacySql").asBoolean(true));
    ObjectNode job = newJob(project, "", configuration);
    ObjectNode answer = JSON.createObjectNode().put("kind", "bigquery#queryResponse");
    answer.set("jobReference", job.get("jobReference"));
    complete(exchange, answer, job);
    exchange.json(200, answer.toString());
  }

  private void results(FakeExchange exchange, ObjectNode job) throws IOException {
    ObjectNode answer = JSON.createObjectNode().put("kind", "bigquery#getQueryResultsResponse");
    answer.set("jobReference", job.get("jobReference"));
    complete(exchange, answer, job);
    exchange.json(200, answer.toString());
  }

  private void complete(FakeExchange exchange, ObjectNode answer, ObjectNode job) {
    boolean done = job.path("status").path("state").asText().equals("DONE");
    answer.put("jobComplete", done);
    if (done) {
      answer.putObject("schema").putArray("fields").add(field());
      answer.put("totalBytesProcessed", String.valueOf(rows * 8L)).put("cacheHit", false);
      page(exchange, answer, "pageToken");
    }
  }

  private static ObjectNode field() {
    return JSON.createObjectNode().put("name", "n").put("type", "INTEGER").put("mode", "NULLABLE");
  }

  private void page(FakeExchange exchange, ObjectNode answer, String tokenName) {
    int from = Integer.parseInt(parameter(exchange, "pageToken").orElse("0"));
    int size = parameter(exchange, "maxResults").map(Integer::parseInt).orElse(DEFAULT_PAGE);
    int to = Math.min(rows, from + size);
    answer.put("totalRows", String.valueOf(rows));
    ArrayNode out = answer.putArray("rows");
    for (int n = from; n < to; n++) {
      out.addObject().putArray("f").addObject().put("v", String.valueOf(n));
    }
    if (to < rows && size > 0) {
      answer.put(tokenName, String.valueOf(to));
    }
  }

  private void list(FakeExchange exchange) throws IOException {
    ObjectNode answer = JSON.createObjectNode().put("kind", "bigquery#jobList");
    ArrayNode out = answer.putArray("jobs");
    for (ObjectNode job : jobs.values()) {
      ObjectNode entry =
          out.addObject().put("kind", "bigquery#job").put("id", job.path("id").asText());
      entry.set("jobReference", job.get("jobReference"));
      entry.put("state", job.path("status").path("state").asText());
    }
    exchange.json(200, answer.toString());
  }

  private ObjectNode newJob(String project, String wanted, JsonNode configuration) {
    String id = wanted.isEmpty() ? "job_" + ++minted : wanted;
    ObjectNode job =
        JSON.createObjectNode()
            .put("kind", "bigquery#job")
            .put("id", project + ":" + location + "." + id);
    job.putObject("jobReference")
        .put("projectId", project)
        .put("jobId", id)
        .put("location", location);
    ObjectNode kept = job.putObject("configuration");
    configuration.properties().forEach(entry -> kept.set(entry.getKey(), entry.getValue()));
    if (kept.get("query") instanceof ObjectNode query) {
      query
          .putObject("destinationTable")
          .put("projectId", project)
          .put("datasetId", "_anon")
          .put("tableId", "anon_" + id);
    }
    job.putObject("status").put("state", pending ? "PENDING" : "DONE");
    job.putObject("statistics")
        .put("creationTime", "1700000000000")
        .put("totalBytesProcessed", String.valueOf(rows * 8L))
        .putObject("query")
        .put("statementType", "SELECT")
        .put("totalBytesProcessed", String.valueOf(rows * 8L))
        .put("totalBytesBilled", "10485760");
    jobs.put(id, job);
    return job;
  }

  private static JsonNode body(FakeExchange exchange) throws IOException {
    byte[] bytes = exchange.body().readAllBytes();
    if (exchange.request().header("content-encoding").filter("gzip"::equals).isPresent()) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
    return JSON.readTree(bytes);
  }

  private static Optional<String> parameter(FakeExchange exchange, String name) {
    for (String piece : exchange.request().query().split("&", -1)) {
      if (piece.startsWith(name + "=")) {
        return Optional.of(
            URLDecoder.decode(piece.substring(name.length() + 1), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
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
}
