package dev.chaperone.proxy.policy.glob;

import dev.chaperone.proxy.policy.Fact;
import java.util.List;

/**
 * A column, or a field in one, as a request touches it.
 *
 * @param path column and fields; {@code ["*"]} stands for all of them
 */
public record ColumnRef(TableRef table, Fact<List<String>> path) {
  public ColumnRef {
    path = path.map(List::copyOf);
  }
}
