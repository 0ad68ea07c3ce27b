package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.testing.FakeExchange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of the stand-in warehouse that answers for datasets, tables, their rows, routines. */
final class TableDesk {
  private static final Pattern PATH =
      Pattern.compile(
          "/bigquery/v2/projects/([^/]+)/datasets/([^/]+)(?:/(tables|routines)(?:/([^/]+)(?:/(data|insertAll))?)?)?");

  private final StandInTables tables;
  private final ValueMaker values;
  private final AnswerSender sender;
  private final CanaryMaker canaries;
  private Told told = new Told.AsItIs();
  private int rows = 1;

  TableDesk(StandInTables tables, ValueMaker values, AnswerSender sender, CanaryMaker canaries) {
    this.tables = tables;
    this.values = values;
    this.sender = sender;
    this.canaries = canaries;
  }

  void rows(int count) {
    rows = count;
  }

  void expect(Told next) {
    told = next;
  }

  /**
   * @param results the results that are kept in tables of their own
   */
  void handle(
      FakeExchange exchange, String path, BiFunction<String, String, Optional<Selection>> results)
      throws IOException {
    Matcher at = PATH.matcher(path);
    if (!at.matches()) {
      missing(exchange, path);
      return;
    }
    String method = exchange.request().method();
    String dataset = at.group(2);
    String kind = Optional.ofNullable(at.group(3)).orElse("");
    String id = Optional.ofNullable(at.group(4)).orElse("");
    String rest = Optional.ofNullable(at.group(5)).orElse("");
    boolean here = at.group(1).equals("demo");
    if (kind.equals("routines")) {
      routine(exchange, dataset, id);
    } else if (rest.equals("data") && here) {
      data(exchange, dataset, id, results);
    } else if (rest.equals("insertAll")) {
      insertAll(exchange);
    } else if (kind.equals("tables") && id.isEmpty() && method.equals("POST")) {
      create(exchange);
    } else if (kind.equals("tables") && id.isEmpty()) {
      list(exchange, dataset);
    } else if (kind.equals("tables") && here) {
      table(exchange, dataset, id, results);
    } else if (kind.isEmpty() && here) {
      ObjectNode answer = Corpus.JSON.createObjectNode().put("kind", "bigquery#dataset");
      answer.putObject("datasetReference").put("projectId", "demo").put("datasetId", dataset);
      exchange.json(200, answer.put("location", "US").toString());
    } else {
      missing(exchange, path);
    }
  }

  private void missing(FakeExchange exchange, String what) throws IOException {
    exchange.json(
        404,
        "{\"error\":{\"code\":404,\"message\":\"Not found\",\"errors\":[{\"reason\":\"notFound\",\"message\":\"Not found\"}]}}");
  }

  private void table(
      FakeExchange exchange,
      String dataset,
      String id,
      BiFunction<String, String, Optional<Selection>> results)
      throws IOException {
    Optional<StandInTables.Table> table =
        tables
            .find(dataset + "." + id)
            .or(
                () ->
                    results
                        .apply(dataset, id)
                        .map(
                            r ->
                                new StandInTables.Table(
                                    dataset + "." + id, "TABLE", "", false, r.columns())));
    if (table.isEmpty()) {
      missing(exchange, id);
    } else {
      exchange.json(200, StandInTables.resource(table.get()).toString());
    }
  }

  private void data(
      FakeExchange exchange,
      String dataset,
      String id,
      BiFunction<String, String, Optional<Selection>> results)
      throws IOException {
    if (told instanceof Told.Failure f) {
      sender.error(exchange, f.status(), f.reason(), canaries.message(f.message()));
      return;
    }
    Optional<Selection> whole =
        results
            .apply(dataset, id)
            .filter(r -> !r.columns().isEmpty())
            .or(
                () ->
                    tables
                        .find(dataset + "." + id)
                        .map(t -> new Selection(t.columns(), values.rows(t.columns(), rows))));
    if (whole.isEmpty()) {
      missing(exchange, id);
      return;
    }
    Selection selection =
        Selection.of(
            whole.get().columns(),
            whole.get().rows(),
            AnswerSender.parameter(exchange, "selectedFields").orElse(""));
    ObjectNode answer =
        Corpus.JSON
            .createObjectNode()
            .put("kind", "bigquery#tableDataList")
            .put("etag", "d-" + id)
            .put("totalRows", "" + selection.rows().size());
    ResultPage.rows(
        answer,
        selection.rows(),
        number(exchange, "pageToken").orElse(number(exchange, "startIndex").orElse(0)),
        number(exchange, "maxResults").orElse(ResultPage.ALL),
        LeakWarehouse.times(exchange),
        "pageToken");
    sender.send(exchange, 200, answer);
  }

  private static Optional<Integer> number(FakeExchange exchange, String name) {
    return AnswerSender.parameter(exchange, name).map(Integer::parseInt);
  }

  private void insertAll(FakeExchange exchange) throws IOException {
    ObjectNode answer =
        Corpus.JSON.createObjectNode().put("kind", "bigquery#tableDataInsertAllResponse");
    if (told instanceof Told.InsertErrors(String message)) {
      ArrayNode errors =
          answer.putArray("insertErrors").addObject().put("index", 0).putArray("errors");
      errors
          .addObject()
          .put("reason", "invalid")
          .put("location", "id")
          .put("debugInfo", canaries.message(message))
          .put("message", canaries.message(message));
    }
    sender.send(exchange, 200, answer);
  }

  private void create(FakeExchange exchange) throws IOException {
    JsonNode body = LeakWarehouse.body(exchange);
    if (told instanceof Told.Creates(String name, boolean view, List<Column> columns)) {
      StandInTables.Table table =
          new StandInTables.Table(
              name, view ? "VIEW" : "TABLE", body.at("/view/query").asText(""), false, columns);
      tables.put(table);
      sender.send(exchange, 200, StandInTables.resource(table));
    } else {
      sender.send(exchange, 200, body.deepCopy());
    }
  }

  private void list(FakeExchange exchange, String dataset) throws IOException {
    ObjectNode answer = Corpus.JSON.createObjectNode().put("kind", "bigquery#tableList");
    ArrayNode out = answer.putArray("tables");
    for (StandInTables.Table table : tables.all()) {
      if (table.dataset().equals(dataset)) {
        ObjectNode entry = out.addObject().put("kind", "bigquery#table").put("type", table.type());
        entry.put("id", "demo:" + table.name());
        entry
            .putObject("tableReference")
            .put("projectId", "demo")
            .put("datasetId", dataset)
            .put("tableId", table.id());
      }
    }
    exchange.json(200, answer.put("totalItems", out.size()).toString());
  }

  private void routine(FakeExchange exchange, String dataset, String id) throws IOException {
    Optional<String> found = tables.routine(dataset + "." + id);
    if (found.isEmpty()) {
      missing(exchange, id);
      return;
    }
    ObjectNode answer = (ObjectNode) Corpus.JSON.readTree(found.get());
    answer
        .putObject("routineReference")
        .put("projectId", "demo")
        .put("datasetId", dataset)
        .put("routineId", id);
    exchange.json(200, answer.toString());
  }
}
