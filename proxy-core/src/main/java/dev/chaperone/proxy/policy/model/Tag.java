package dev.chaperone.proxy.policy.model;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.glob.ColumnPattern;
import dev.chaperone.proxy.policy.glob.ColumnRef;
import dev.chaperone.proxy.policy.glob.Glob;
import java.util.List;
import java.util.Objects;

/**
 * A name for columns that need care.
 *
 * @param columns the columns by pattern
 * @param policyTags BigQuery's policy tags by resource name, whose columns have this tag too
 */
public record Tag(String name, List<ColumnPattern> columns, List<Glob> policyTags) {
  public Tag {
    Objects.requireNonNull(name);
    columns = List.copyOf(columns);
    policyTags = List.copyOf(policyTags);
  }

  /** Whether a column has it. */
  public Truth isOn(ColumnRef column, Fact<List<String>> bigQueryTags) {
    Truth tagged = Truth.FALSE;
    for (ColumnPattern pattern : columns) {
      tagged = tagged.or(pattern.touches(column));
    }
    return policyTags.isEmpty() ? tagged : tagged.or(byPolicyTag(bigQueryTags));
  }

  private Truth byPolicyTag(Fact<List<String>> bigQueryTags) {
    return switch (bigQueryTags) {
      case Fact.Known<List<String>>(List<String> names) ->
          Truth.of(
              names.stream().anyMatch(name -> policyTags.stream().anyMatch(g -> g.matches(name))));
      case Fact.Unknown<List<String>> unknown -> Truth.UNKNOWN;
    };
  }
}
