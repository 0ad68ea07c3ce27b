package dev.chaperone.proxy.policy.model;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.glob.Glob;
import dev.chaperone.proxy.policy.glob.TablePattern;
import java.util.List;

/** Opens datasets to agents: those named, and those in a group that is named. */
public record ReachRule(List<Glob> agents, List<Glob> groups, List<TablePattern> datasets) {
  public ReachRule {
    agents = List.copyOf(agents);
    groups = List.copyOf(groups);
    datasets = List.copyOf(datasets);
  }

  /** Whether it speaks of an agent of this name, in these groups. */
  public Truth isFor(Fact<String> agent, Fact<List<String>> memberships) {
    if (agents.stream().anyMatch(Glob::matchesAnything)) {
      return Truth.TRUE;
    }
    Truth byName =
        switch (agent) {
          case Fact.Known<String>(String name) ->
              Truth.of(agents.stream().anyMatch(glob -> glob.matches(name)));
          case Fact.Unknown<String> unknown -> agents.isEmpty() ? Truth.FALSE : Truth.UNKNOWN;
        };
    Truth byGroup =
        switch (memberships) {
          case Fact.Known<List<String>>(List<String> names) ->
              Truth.of(names.stream().anyMatch(n -> groups.stream().anyMatch(g -> g.matches(n))));
          case Fact.Unknown<List<String>> unknown -> groups.isEmpty() ? Truth.FALSE : Truth.UNKNOWN;
        };
    return byName.or(byGroup);
  }
}
