package dev.chaperone.proxy.policy;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was meant to be. */
public final class Suggestions {
  private Suggestions() {}

  /** A sentence for the person: the nearest name, or all of them. */
  public static String didYouMean(String wrong, Collection<String> names) {
    Optional<String> nearest = nearest(wrong, names);
    return nearest
        .map(name -> "Did you mean '" + name + "'?")
        .orElseGet(() -> "Write one of: " + String.join(", ", names) + ".");
  }

  static Optional<String> nearest(String wrong, Collection<String> names) {
    String from = plain(wrong);
    int best = 1 + Math.max(1, from.length() / 3);
    Optional<String> found = Optional.empty();
    for (String name : names) {
      int distance = distance(from, plain(name));
      if (distance < best) {
        best = distance;
        found = Optional.of(name);
      }
    }
    return found;
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace('-', '_');
    return lower.length() <= 64 ? lower : lower.substring(0, 64);
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
