package dev.chaperone.sql;

import java.util.Set;

/**
 * The query parameters a statement mentions.
 *
 * @param named in lower case
 */
public record Parameters(Set<String> named, int positional) {
  public static final Parameters NONE = new Parameters(Set.of(), 0);

  public Parameters {
    named = Set.copyOf(named);
    if (positional < 0) {
      throw new IllegalArgumentException("fewer than no parameters");
    }
  }
}
