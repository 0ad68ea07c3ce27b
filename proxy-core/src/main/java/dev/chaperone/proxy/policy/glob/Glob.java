package dev.chaperone.proxy.policy.glob;

import java.util.Locale;
import java.util.Objects;

/**
 * One name with wildcards: {@code *} stands for any number of any characters, all else for itself.
 *
 * <p>What it is compared with may itself end in a wildcard, as {@code events_*} in SQL does; then
 * the questions whether it covers all those names and whether it touches any of them differ.
 */
public final class Glob {
  /** Stands for what only a wildcard can match. */
  private static final String ANYTHING = "\uFFFF";

  private final String pattern;
  private final boolean caseCounts;

  private Glob(String pattern, boolean caseCounts) {
    this.pattern = pattern;
    this.caseCounts = caseCounts;
  }

  public static Glob caseSensitive(String pattern) {
    return new Glob(pattern, true);
  }

  public static Glob caseInsensitive(String pattern) {
    return new Glob(fold(pattern), false);
  }

  public boolean matchesAnything() {
    return pattern.equals("*");
  }

  /** Whether it stands for exactly this name, in which {@code *} is a character like any other. */
  public boolean matches(String name) {
    return matches(pattern, caseCounts ? name : fold(name));
  }

  /** Whether it stands for every name that the other, possibly a wildcard, stands for. */
  public boolean covers(String other) {
    // Names can hold no U+FFFF, so only a wildcard of ours can match it: then it matches anything.
    return matches(other.replace("*", ANYTHING));
  }

  /** Whether there is a name that both stand for. */
  public boolean touches(String other) {
    String name = caseCounts ? other : fold(other);
    return name.indexOf('*') < 0 ? matches(pattern, name) : overlap(pattern, name);
  }

  private static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Two patterns: row by row, which prefixes of one can meet which prefixes of the other. */
  private static boolean overlap(String one, String other) {
    boolean[] row = new boolean[other.length() + 1];
    row[0] = true;
    for (int j = 1; j <= other.length() && other.charAt(j - 1) == '*'; j++) {
      row[j] = true;
    }
    for (int i = 1; i <= one.length(); i++) {
      boolean[] next = new boolean[other.length() + 1];
      char a = one.charAt(i - 1);
      next[0] = a == '*' && row[0];
      for (int j = 1; j <= other.length(); j++) {
        char b = other.charAt(j - 1);
        next[j] = a == '*' || b == '*' ? row[j] || next[j - 1] || row[j - 1] : a == b && row[j - 1];
      }
      row = next;
    }
    return row[other.length()];
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob that
        && pattern.equals(that.pattern)
        && caseCounts == that.caseCounts;
  }

  @Override
  public int hashCode() {
    return Objects.hash(pattern, caseCounts);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
