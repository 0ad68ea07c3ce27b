package dev.chaperone.proxy.leak;

import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Travels many roads, with one gateway for each policy they need. */
final class LeakCorpusRun implements AutoCloseable {
  /** Tests' recordings are looked through from their beginning at every question. */
  private static final int ROADS_OF_ONE_GATEWAY = 120;

  private final Path data;
  private final NativeAnalysis analysis;
  private final UnaryOperator<String> edit;
  private final Map<String, LeakGateway> gateways = new HashMap<>();
  private final Map<String, Integer> used = new HashMap<>();
  private int travelled;

  /**
   * @param data a folder for the gateways
   * @param edit what is done to each policy's text first
   */
  LeakCorpusRun(Path data, NativeAnalysis analysis, UnaryOperator<String> edit) {
    this.data = data;
    this.analysis = analysis;
    this.edit = edit;
  }

  /** Travels all roads and prints the table. */
  static LeakTable all(Path data, NativeAnalysis analysis, String title)
      throws IOException, InterruptedException {
    LeakTable table = new LeakTable();
    try (LeakCorpusRun run = new LeakCorpusRun(data, analysis, policy -> policy)) {
      for (Road road : Corpus.roads()) {
        table.add(run.travel(road));
      }
    }
    table.print(title);
    return table;
  }

  /** Travels roads one after the other until one leaks. */
  boolean leaks(List<Road> roads, Predicate<Road> which) throws IOException, InterruptedException {
    for (Road road : roads) {
      if (which.test(road) && travel(road).outcome() == Outcome.LEAKED) {
        return true;
      }
    }
    return false;
  }

  RoadResult travel(Road road) throws IOException, InterruptedException {
    return LeakRun.travel(gateway(road.policy()), road, ++travelled);
  }

  private LeakGateway gateway(String policy) throws IOException {
    if (used.merge(policy, 1, Integer::sum) % ROADS_OF_ONE_GATEWAY == 0) {
      gateways.remove(policy).close();
    }
    LeakGateway gateway = gateways.get(policy);
    if (gateway == null) {
      gateway =
          new LeakGateway(
              data.resolve(policy + "-" + travelled),
              edit.apply(Policies.text(policy)),
              analysis,
              new LeakWarehouse());
      gateways.put(policy, gateway);
    }
    return gateway;
  }

  @Override
  public void close() {
    gateways.values().forEach(LeakGateway::close);
  }
}
