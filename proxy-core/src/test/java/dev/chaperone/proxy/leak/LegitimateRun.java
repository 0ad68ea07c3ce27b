package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks what analysts ask, and looks for what had to wait or came back changed without need. */
final class LegitimateRun {
  private static final String QUERIES = "/bigquery/v2/projects/demo/queries";

  private final LeakGateway gateway;

  private LegitimateRun(LeakGateway gateway) {
    this.gateway = gateway;
  }

  /** Asks everything and prints what failed. */
  static LegitimateOutcomes all(Path data, NativeAnalysis analysis, String title)
      throws IOException, InterruptedException {
    List<Road> corpus = Corpus.legitimate();
    List<String> failing = new ArrayList<>();
    try (LeakGateway gateway =
        new LeakGateway(data, Policies.text("default"), analysis, new LeakWarehouse(false))) {
      LegitimateRun run = new LegitimateRun(gateway);
      for (Road query : corpus) {
        run.ask(query)
            .ifPresent(why -> failing.add(query.theme() + "/" + query.name() + ": " + why));
      }
    }
    int good = corpus.size() - failing.size();
    System.out.printf(
        "%n%s: %d of %d queries (%.1f %%) answered without a hold and without needless masking%n",
        title, good, corpus.size(), 100.0 * good / corpus.size());
    failing.forEach(line -> System.out.println("  " + line));
    return new LegitimateOutcomes(corpus.size(), failing);
  }

  /** What went wrong; empty if nothing did. */
  private Optional<String> ask(Road query) throws InterruptedException {
    Step step = query.steps().getFirst();
    gateway.received.clear();
    gateway.warehouse.begin(query.parsedWay());
    gateway.warehouse.expect(step.text(), step);
    Delivered answer =
        gateway.agent.post(QUERIES, Requests.query(query.parsedWay(), step, step.text(), ""));
    if (answer.isPending() || answer.status() == 403) {
      return Optional.of(held(answer));
    }
    if (answer.status() != 200) {
      return Optional.of("answered " + answer.status() + " " + answer.body());
    }
    Selection result = gateway.warehouse.lastJob().orElseThrow().result;
    JsonNode rows = answer.json().path("rows");
    if (rows.size() != result.rows().size()) {
      return Optional.of("answered with " + rows.size() + " rows");
    }
    for (int i = 0; i < rows.size(); i++) {
      Optional<String> changed =
          changed(result.columns(), result.rows().get(i), rows.get(i).path("f"));
      if (changed.isPresent()) {
        return changed.map(column -> "needlessly masked: " + column);
      }
    }
    return Optional.empty();
  }

  private String held(Delivered answer) throws InterruptedException {
    Optional<String> hold = gateway.waiting();
    String why = hold.map(h -> "held: " + gateway.reason(h)).orElse("refused: " + answer.body());
    hold.ifPresent(gateway::deny);
    return why;
  }

  private static Optional<String> changed(
      List<Column> columns, List<Value> values, JsonNode cells) {
    for (int i = 0; i < columns.size(); i++) {
      JsonNode cell = cells.path(i).path("v");
      Optional<String> changed = changed(columns.get(i), values.get(i), cell);
      if (changed.isPresent()) {
        return changed;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> changed(Column column, Value value, JsonNode cell) {
    if (!column.isMarked()) {
      boolean same = value.json(Value.Times.SECONDS).equals(cell);
      return same ? Optional.empty() : Optional.of(column.name() + " is " + cell);
    }
    if (column.mark().isPresent()) {
      return Optional.empty();
    }
    return switch (value) {
      case Value.Fields(List<Value> fields) -> changed(column.fields(), fields, cell.path("f"));
      case Value.Items(List<Value> items) -> {
        for (int i = 0; i < items.size(); i++) {
          Optional<String> inside = changed(column, items.get(i), cell.path(i).path("v"));
          if (inside.isPresent()) {
            yield inside;
          }
        }
        yield Optional.empty();
      }
      case Value.Plain plain -> Optional.empty();
      case Value.Moment moment -> Optional.empty();
    };
  }
}
