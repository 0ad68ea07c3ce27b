package dev.chaperone.proxy.policy.glob;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern for columns to protect: {@code dataset.table.column[.field…]}, with {@code project.} or
 * {@code project:} before it.
 *
 * <p>It touches the column it names, every field in it and every struct around it. Case does not
 * count: not for columns and fields, nor in datasets that were made so. Four parts or more with no
 * colon can be read with and without a project; then both readings protect.
 */
public final class ColumnPattern {
  private record Reading(TablePattern table, List<Glob> path) {}

  private final String text;
  private final List<Reading> readings;

  private ColumnPattern(String text, List<Reading> readings) {
    this.text = text;
    this.readings = List.copyOf(readings);
  }

  /** Reads a pattern. */
  public static ColumnPattern parse(String text) throws BadPattern {
    PatternParts cut = PatternParts.of(text);
    List<String> parts = cut.parts();
    if (parts.size() < 3) {
      throw new BadPattern(
          "'"
              + text
              + "' names no column. Write dataset.table.column, for example"
              + " shop.customers.email, or shop.customers.* for all columns.");
    }
    List<Reading> readings = new ArrayList<>();
    readings.add(reading(text, cut.project(), parts));
    if (cut.project().isEmpty() && parts.size() > 3) {
      readings.add(reading(text, Optional.of(parts.getFirst()), parts.subList(1, parts.size())));
    }
    return new ColumnPattern(text, readings);
  }

  private static Reading reading(String text, Optional<String> project, List<String> parts) {
    return new Reading(
        TablePattern.protecting(text, project, parts.get(0), parts.get(1)),
        parts.subList(2, parts.size()).stream().map(Glob::caseInsensitive).toList());
  }

  /** Whether what is touched is protected by this, wholly or in part. */
  public Truth touches(ColumnRef ref) {
    Truth any = Truth.FALSE;
    for (Reading reading : readings) {
      any = any.or(reading.table().touches(ref.table()).and(path(reading.path(), ref.path())));
    }
    return any;
  }

  private static Truth path(List<Glob> globs, Fact<List<String>> path) {
    return switch (path) {
      case Fact.Known<List<String>>(List<String> names) -> Truth.of(overlap(globs, names));
      case Fact.Unknown<List<String>> unknown -> Truth.UNKNOWN;
    };
  }

  private static boolean overlap(List<Glob> globs, List<String> names) {
    int common = Math.min(globs.size(), names.size());
    for (int i = 0; i < common; i++) {
      if (!globs.get(i).touches(names.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ColumnPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
