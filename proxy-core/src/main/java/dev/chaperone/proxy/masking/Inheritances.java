package dev.chaperone.proxy.masking;

import dev.chaperone.recordings.Inheritance;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.TagChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Knows which tables agents' statements filled, and from what. What the operator took back does not
 * count. Safe for many threads.
 */
public final class Inheritances {
  private static final int MAX_ORIGINS = 20_000;

  private final Supplier<List<Inheritance>> records;
  private final Function<Owned, List<Lineage>> results;

  /** By the table's name in lower case, since there are datasets in which case does not count. */
  private final Map<String, List<Lineage>> byTable = new ConcurrentHashMap<>();

  private Inheritances(
      Supplier<List<Inheritance>> records, Function<Owned, List<Lineage>> results) {
    this.records = records;
    this.results = results;
  }

  /**
   * Reads what is known.
   *
   * @param results where the rows of result tables come from
   */
  public static Inheritances open(
      Supplier<List<Inheritance>> records, Function<Owned, List<Lineage>> results) {
    Inheritances book = new Inheritances(records, results);
    Map<String, List<Lineage>> all = new LinkedHashMap<>();
    for (Inheritance one : records.get()) {
      if (!one.revoked()) {
        all.computeIfAbsent(key(one.table()), t -> new ArrayList<>()).add(one.lineage());
      }
    }
    all.forEach((table, lineages) -> book.byTable.put(table, List.copyOf(lineages)));
    return book;
  }

  /** Something that this table inherited was taken back. */
  void reload(String table) {
    List<Lineage> now =
        records.get().stream()
            .filter(one -> key(one.table()).equals(key(table)) && !one.revoked())
            .map(Inheritance::lineage)
            .distinct()
            .toList();
    if (now.isEmpty()) {
      byTable.remove(key(table));
    } else {
      byTable.put(key(table), now);
    }
  }

  /** Whether nothing new would be said. */
  boolean knows(TagChange.Inherited change) {
    return byTable.getOrDefault(key(change.table()), List.of()).contains(change.lineage());
  }

  /** From now on the table has what it may have inherited; the frame is recorded by the caller. */
  void add(TagChange.Inherited change) {
    byTable.merge(
        key(change.table()),
        List.of(change.lineage()),
        (before, more) -> {
          List<Lineage> all = new ArrayList<>(before);
          all.addAll(more);
          return List.copyOf(all);
        });
  }

  /**
   * All that a column comes from in the end, itself included.
   *
   * @param from columns as they are read
   * @param known false if there may be more
   * @param verbatim whether values are passed on as they are all the way
   */
  public record Closure(Set<Origin> from, boolean known, boolean verbatim) {
    public Closure {
      from = Set.copyOf(from);
    }
  }

  /** Follows a column through the tables that inherited. */
  public Closure of(Origin column) {
    if (byTable.isEmpty() && !isResult(column)) {
      return new Closure(Set.of(column), true, true);
    }
    Following following = new Following();
    following.all(column);
    return new Closure(following.found, following.known, following.verbatim);
  }

  private final class Following {
    private final Set<Origin> found = new HashSet<>();
    private boolean known = true;
    private final Deque<Origin> open = new ArrayDeque<>();
    private boolean verbatim = true;

    /** One after the other: generations of tables may be many. */
    private void all(Origin column) {
      open.add(column);
      while (!open.isEmpty()) {
        if (found.size() >= MAX_ORIGINS) {
          known = false;
          return;
        }
        Origin next = open.remove();
        if (found.add(next)) {
          follow(next);
        }
      }
    }

    private void follow(Origin column) {
      if (isResult(column)) {
        List<Lineage> told =
            results.apply(Owned.table(column.project(), column.dataset(), column.table()));
        known &= !told.isEmpty();
        told.forEach(lineage -> follow(column, lineage));
      }
      if (isWhole(column)) {
        byTable
            .getOrDefault(key(column.tableName()), List.of())
            .forEach(lineage -> follow(column, lineage));
        return;
      }
      for (Map.Entry<String, List<Lineage>> entry : byTable.entrySet()) {
        if (isMeant(column, entry.getKey())) {
          entry.getValue().forEach(lineage -> follow(column, lineage));
        }
      }
    }

    private void follow(Origin column, Lineage lineage) {
      if (!lineage.apart()) {
        known &= lineage.all().known();
        verbatim = false;
        open.addAll(lineage.all().from());
        return;
      }
      for (Lineage.Column one : lineage.columns()) {
        if (overlap(column.path(), one.path())) {
          known &= one.origins().known();
          verbatim &= one.verbatim();
          open.addAll(one.origins().from());
        }
      }
    }
  }

  /** BigQuery keeps results in datasets whose names begin so. */
  private static boolean isResult(Origin column) {
    return column.dataset().startsWith("_");
  }

  private static String key(String table) {
    return table.toLowerCase(Locale.ROOT);
  }

  /** Whether it names exactly one table, or a bucket. */
  private static boolean isWhole(Origin column) {
    boolean named = !column.project().isEmpty() && !column.dataset().isEmpty();
    return column.table().contains("://") || named && !column.table().endsWith("*");
  }

  /** What the column's table does not say may be anything. */
  private static boolean isMeant(Origin column, String table) {
    if (table.contains("://")) {
      return false;
    }
    String[] parts = table.split("\\.", 3);
    if (parts.length < 3) {
      return true;
    }
    return (column.project().isEmpty() || column.project().equalsIgnoreCase(parts[0]))
        && (column.dataset().isEmpty() || column.dataset().equalsIgnoreCase(parts[1]))
        && (column.table().endsWith("*")
            ? parts[2].regionMatches(true, 0, column.table(), 0, column.table().length() - 1)
            : column.table().equalsIgnoreCase(parts[2]));
  }

  private static boolean overlap(String path, List<String> other) {
    if (path.equals(Origin.ALL)) {
      return true;
    }
    String[] parts = path.split("\\.", -1);
    int common = Math.min(parts.length, other.size());
    for (int i = 0; i < common; i++) {
      boolean any = other.get(i).isEmpty() || other.get(i).equals(Origin.ALL);
      if (!any && !parts[i].equalsIgnoreCase(other.get(i))) {
        return false;
      }
    }
    return true;
  }
}
