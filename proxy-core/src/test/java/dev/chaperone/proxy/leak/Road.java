package dev.chaperone.proxy.leak;

import java.util.List;

/**
 * A road on which a tagged value could reach an agent.
 *
 * @param way as it is written in the file, "query" if nothing is
 * @param policy the name of one of this package's policies
 */
record Road(String theme, String name, String policy, String way, List<Step> steps) {
  Road {
    steps = List.copyOf(steps);
  }

  String label() {
    return name + (way.equals("query") ? "" : " @ " + way);
  }

  Way parsedWay() {
    return Way.of(way);
  }
}
