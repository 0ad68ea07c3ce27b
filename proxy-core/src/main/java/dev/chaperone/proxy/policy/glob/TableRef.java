package dev.chaperone.proxy.policy.glob;

import dev.chaperone.proxy.policy.Fact;

/**
 * A table as a request names it, as far as that is established.
 *
 * @param table may hold {@code *} for a wildcard table or a whole dataset
 */
public record TableRef(Fact<String> project, Fact<String> dataset, Fact<String> table) {
  public TableRef {
    table = table.map(TableRef::plain);
  }

  public static TableRef of(String project, String dataset, String table) {
    return new TableRef(Fact.known(project), Fact.known(dataset), Fact.known(table));
  }

  /** Neither {@code $} nor {@code @} can stand in a table's name: what follows is a decorator. */
  private static String plain(String table) {
    for (int i = 1; i < table.length(); i++) {
      if (table.charAt(i) == '$' || table.charAt(i) == '@') {
        return table.substring(0, i);
      }
    }
    return table;
  }
}
