package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.testing.FakeExchange;
import dev.chaperone.proxy.testing.FakeUpstream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A stand-in BigQuery that answers what a road says and puts a fresh canary wherever the road marks
 * a value. It runs nothing and knows no lineage: what is marked was marked by hand.
 */
final class LeakWarehouse implements FakeUpstream.Handler {
  private static final Pattern PATH =
      Pattern.compile(
          "(?:/upload|/resumable/upload)?/bigquery/v2/projects/([^/]+)/(jobs|queries)(?:/([^/]+))?(/cancel)?");
  private static final Told UNKNOWN =
      new Told.Rows(ColumnReader.read("n:INT64", t -> List.of()), "");

  final CanaryMaker canaries = new CanaryMaker();
  final AnswerSender sender = new AnswerSender();
  final StandInTables tables = StandInTables.read();
  private final ValueMaker values;
  private final TableDesk desk;
  private final Map<String, StandInJob> jobs = new LinkedHashMap<>();
  private final Map<String, Step> script = new LinkedHashMap<>();
  private Told rest = new Told.AsItIs();
  private Way way = Way.of("query");
  private int minted;

  LeakWarehouse() {
    this(true);
  }

  /**
   * @param secret false if marked positions have harmless values too
   */
  LeakWarehouse(boolean secret) {
    values = new ValueMaker(canaries, secret);
    desk = new TableDesk(tables, values, sender, canaries);
  }

  /** From now on it is about another road. */
  synchronized void begin(Way next) {
    way = next;
    sender.way(next);
    desk.rows(next.rows());
    script.clear();
    jobs.clear();
    rest = new Told.AsItIs();
    canaries.forget();
  }

  synchronized void expect(String sql, Step step) {
    script.put(sql.strip(), step);
  }

  /** What the next request that is no statement comes to. */
  synchronized void expectRest(Told told) {
    rest = told;
    desk.expect(told);
  }

  /** The job that ran last; empty if none did. */
  synchronized Optional<StandInJob> lastJob() {
    return jobs.values().stream().reduce((a, b) -> b);
  }

  @Override
  public synchronized void handle(FakeExchange exchange) throws IOException {
    String path = URI.create(exchange.request().path().replace("[", "%5B")).getPath();
    Matcher at = PATH.matcher(path);
    if (!at.matches()) {
      desk.handle(exchange, path, this::resultOf);
      return;
    }
    String id = Optional.ofNullable(at.group(3)).orElse("");
    String what = exchange.request().method() + " " + at.group(2) + (id.isEmpty() ? "" : "/id");
    switch (what) {
      case "POST jobs" -> insert(exchange, at.group(1));
      case "POST queries" -> query(exchange, at.group(1));
      case "GET jobs" -> list(exchange);
      case "GET jobs/id", "POST jobs/id" -> {
        Optional<StandInJob> job = find(exchange, id);
        if (job.isPresent()) {
          ObjectNode resource = resource(job.get());
          ObjectNode cancelled = Corpus.JSON.createObjectNode();
          cancelled.put("kind", "bigquery#jobCancelResponse").set("job", resource);
          sender.send(exchange, 200, what.startsWith("POST") ? cancelled : resource);
        }
      }
      case "GET queries/id" -> {
        Optional<StandInJob> job = find(exchange, id);
        if (job.isPresent()) {
          results(exchange, job.get());
        }
      }
      default -> sender.error(exchange, 400, "invalid", "no " + what);
    }
  }

  private Optional<StandInJob> find(FakeExchange exchange, String id) throws IOException {
    Optional<StandInJob> job = Optional.ofNullable(jobs.get(id));
    if (job.isEmpty()) {
      sender.error(exchange, 404, "notFound", "Not found: Job demo:US." + id);
    }
    return job;
  }

  private void insert(FakeExchange exchange, String project) throws IOException {
    JsonNode body = body(exchange);
    ObjectNode configuration = (ObjectNode) body.path("configuration").deepCopy();
    String id = body.at("/jobReference/jobId").asText("");
    if (jobs.containsKey(id)) {
      sender.error(exchange, 409, "duplicate", "Already Exists: Job demo:US." + id);
      return;
    }
    if (configuration.path("dryRun").asBoolean(false)) {
      dryRun(exchange, project, configuration);
      return;
    }
    StandInJob job = run(project, id, configuration, body);
    ObjectNode answer = resource(job);
    session(configuration.path("query"))
        .ifPresent(s -> answer.withObjectProperty("statistics").set("sessionInfo", s));
    sender.send(exchange, 200, answer);
  }

  private void dryRun(FakeExchange exchange, String project, ObjectNode configuration)
      throws IOException {
    Told told = told(configuration);
    if (told instanceof Told.Failure f && (way.has("dry") || isDry(configuration))) {
      sender.error(exchange, f.status(), f.reason(), canaries.message(f.message()));
      return;
    }
    StandInJob job = new StandInJob(project, "", configuration, told, "", result(told), "", 0);
    ObjectNode answer = job.resource(true, mentioned(job.sql()));
    answer.withObjectProperty("configuration").put("dryRun", true);
    answer.withObjectProperty("statistics").withObjectProperty("query").set("schema", job.schema());
    if (told instanceof Told.Rows(List<Column> columns, String warning) && !warning.isEmpty()) {
      answer
          .withObjectProperty("status")
          .withArray("errors")
          .addObject()
          .put("reason", "invalid")
          .put("message", canaries.message(warning));
    }
    sender.send(exchange, 200, answer);
  }

  private boolean isDry(ObjectNode configuration) {
    Step step = script.get(configuration.at("/query/query").asText("").strip());
    return step != null && step.extra().path("dryRun").asBoolean(false);
  }

  private void query(FakeExchange exchange, String project) throws IOException {
    JsonNode body = body(exchange);
    ObjectNode configuration = Corpus.JSON.createObjectNode();
    configuration.set("query", body.deepCopy());
    if (body.path("dryRun").asBoolean(false)) {
      Told told = told(configuration);
      if (told instanceof Told.Failure f) {
        sender.error(exchange, f.status(), f.reason(), canaries.message(f.message()));
        return;
      }
      ObjectNode answer =
          Corpus.JSON
              .createObjectNode()
              .put("kind", "bigquery#queryResponse")
              .put("jobComplete", true)
              .put("totalBytesProcessed", "300");
      answer.set(
          "schema",
          new StandInJob(project, "", configuration, told, "", result(told), "", 0).schema());
      sender.send(exchange, 200, answer);
      return;
    }
    StandInJob job = run(project, "", configuration, body);
    if (job.failure().isPresent() && job.isDone()) {
      Told.Failure f = job.failure().get();
      sender.error(exchange, f.status(), f.reason(), job.message);
      return;
    }
    Value.Times times =
        times(
            body.at("/formatOptions/useInt64Timestamp").asText(""),
            body.at("/formatOptions/timestampOutputFormat").asText(""));
    ObjectNode answer =
        ResultPage.of(
            job,
            "bigquery#queryResponse",
            job.failure().isEmpty() && job.isDone(),
            0,
            body.path("maxResults").asInt(ResultPage.ALL),
            times,
            way.has("late"));
    session(body).ifPresent(s -> answer.set("sessionInfo", s));
    sender.send(exchange, 200, answer);
  }

  private void results(FakeExchange exchange, StandInJob job) throws IOException {
    boolean done = job.isDone();
    Optional<String> token = AnswerSender.parameter(exchange, "pageToken");
    if (done && job.failure().isPresent()) {
      Told.Failure f = job.failure().get();
      sender.error(exchange, f.status(), f.reason(), job.message);
      return;
    }
    if (token.isPresent() && way.has("later-error")) {
      sender.error(exchange, 400, "invalidQuery", canaries.message("Cannot go on at {text}"));
      return;
    }
    int from =
        token
            .or(() -> AnswerSender.parameter(exchange, "startIndex"))
            .map(Integer::parseInt)
            .orElse(0);
    sender.send(
        exchange,
        200,
        ResultPage.of(
            job,
            "bigquery#getQueryResultsResponse",
            done,
            from,
            AnswerSender.parameter(exchange, "maxResults")
                .map(Integer::parseInt)
                .orElse(ResultPage.ALL),
            times(exchange),
            way.has("late")));
  }

  static Value.Times times(FakeExchange exchange) {
    return times(
        AnswerSender.parameter(exchange, "formatOptions.useInt64Timestamp").orElse(""),
        AnswerSender.parameter(exchange, "formatOptions.timestampOutputFormat").orElse(""));
  }

  private static Value.Times times(String int64, String form) {
    return form.equals("ISO8601_STRING")
        ? Value.Times.ISO
        : int64.equalsIgnoreCase("true") || form.equals("INT64")
            ? Value.Times.MICROS
            : Value.Times.SECONDS;
  }

  private void list(FakeExchange exchange) throws IOException {
    String parent = AnswerSender.parameter(exchange, "parentJobId").orElse("");
    ObjectNode answer = Corpus.JSON.createObjectNode().put("kind", "bigquery#jobList");
    ArrayNode out = answer.putArray("jobs");
    for (StandInJob job : jobs.values()) {
      if (parent.equals(job.parent)) {
        ObjectNode entry = resource(job);
        entry.put("state", entry.at("/status/state").asText());
        if (entry.at("/status/errorResult").isObject()) {
          entry.set("errorResult", entry.at("/status/errorResult"));
        }
        out.add(entry);
      }
    }
    sender.send(exchange, 200, answer);
  }

  private StandInJob run(String project, String wanted, ObjectNode configuration, JsonNode body) {
    Told told = told(configuration);
    String id = wanted.isEmpty() ? "job_" + ++minted : wanted;
    StandInJob job =
        new StandInJob(
            project,
            id,
            configuration,
            told,
            message(told),
            result(told),
            "",
            way.has("late-job") ? 1 : 0);
    Step step = script.get(job.sql().strip());
    int child = 0;
    for (List<Column> columns : step == null ? List.<List<Column>>of() : step.children()) {
      ObjectNode inner = Corpus.JSON.createObjectNode();
      inner.putObject("query").put("query", "SELECT");
      Told part = new Told.Rows(columns, "");
      StandInJob one =
          new StandInJob(project, id + "_c" + child++, inner, part, "", result(part), id, 0);
      jobs.put(one.id, one);
    }
    jobs.put(id, job);
    takeEffect(job);
    return job;
  }

  private void takeEffect(StandInJob job) {
    String[] to = job.destination();
    if (job.told instanceof Told.Creates(String table, boolean view, List<Column> columns)) {
      String definition = job.sql().replaceFirst("(?is)^.*?\\bAS\\b", "").strip();
      tables.put(
          new StandInTables.Table(
              table, view ? "VIEW" : "TABLE", view ? definition : "", false, columns));
    } else if (job.told instanceof Told.Rows rows && !to[0].startsWith("_")) {
      tables.put(new StandInTables.Table(to[0] + "." + to[1], "TABLE", "", false, rows.columns()));
    }
  }

  private Told told(ObjectNode configuration) {
    if (!configuration.has("query")) {
      return rest;
    }
    Step step = script.get(configuration.at("/query/query").asText("").strip());
    return step == null ? UNKNOWN : step.told();
  }

  private String message(Told told) {
    return switch (told) {
      case Told.Failure f -> canaries.message(f.message());
      case Told.Rows r -> canaries.message(r.warning());
      default -> "";
    };
  }

  private Selection result(Told told) {
    return told instanceof Told.Rows rows
        ? new Selection(rows.columns(), values.rows(rows.columns(), way.rows()))
        : new Selection(List.of(), List.of());
  }

  /** The kept result whose table this is. */
  private Optional<Selection> resultOf(String dataset, String table) {
    return jobs.values().stream()
        .filter(j -> j.destination()[0].equals(dataset) && j.destination()[1].equals(table))
        .findFirst()
        .map(j -> j.result);
  }

  private ObjectNode resource(StandInJob job) {
    return job.resource(job.isDone(), mentioned(job.sql()));
  }

  /** BigQuery names the tables below views too. */
  private List<String> mentioned(String sql) {
    List<String> found = new ArrayList<>();
    for (StandInTables.Table table : tables.all()) {
      boolean there =
          Pattern.compile("(?i)\\b" + Pattern.quote(table.id()) + "\\b").matcher(sql).find();
      if (there && table.sql().isEmpty()) {
        found.add(table.name());
      } else if (there) {
        found.addAll(mentioned(table.sql()));
      }
    }
    return found.stream().distinct().toList();
  }

  private Optional<ObjectNode> session(JsonNode query) {
    for (JsonNode property : query.path("connectionProperties")) {
      if (property.path("key").asText().equals("session_id")) {
        return Optional.of(
            Corpus.JSON.createObjectNode().put("sessionId", property.path("value").asText()));
      }
    }
    return query.path("createSession").asBoolean(false)
        ? Optional.of(Corpus.JSON.createObjectNode().put("sessionId", "session-" + ++minted))
        : Optional.empty();
  }

  static JsonNode body(FakeExchange exchange) throws IOException {
    byte[] bytes = exchange.body().readAllBytes();
    if (exchange.request().header("content-encoding").filter("gzip"::equals).isPresent()) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
    return Corpus.JSON.readTree(bytes);
  }
}
