package dev.chaperone.ui.model.inbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts held requests into the order in which the inbox shows them. */
final class Arrangement {
  private static final int MOST_DECIDED = 200;

  private Arrangement() {}

  /** Groups come in the order of their most urgent request. */
  static List<InboxRow> waiting(Collection<HoldRow> holds, InboxOrder order, boolean grouped) {
    List<HoldRow> sorted = holds.stream().sorted(order.comparator()).toList();
    List<InboxRow> rows = new ArrayList<>();
    if (!grouped) {
      sorted.forEach(hold -> rows.add(new InboxRow.Held(hold)));
      return List.copyOf(rows);
    }
    Map<String, List<HoldRow>> agents = new LinkedHashMap<>();
    for (HoldRow hold : sorted) {
      agents.computeIfAbsent(hold.agent(), agent -> new ArrayList<>()).add(hold);
    }
    agents.forEach(
        (agent, own) -> {
          rows.add(new InboxRow.Group(agent, own.size()));
          own.forEach(hold -> rows.add(new InboxRow.Held(hold)));
        });
    return List.copyOf(rows);
  }

  /** What changed last comes first. */
  static List<InboxRow> decided(Collection<HoldRow> holds) {
    return holds.stream()
        .sorted(
            Comparator.comparing((HoldRow row) -> row.summary().changed())
                .reversed()
                .thenComparing(HoldRow::id))
        .limit(MOST_DECIDED)
        .<InboxRow>map(InboxRow.Held::new)
        .toList();
  }
}
