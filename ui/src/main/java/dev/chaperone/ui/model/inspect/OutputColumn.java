package dev.chaperone.ui.model.inspect;

import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.ui.model.tags.TagBook;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A column of a result, or a field in one, and where its values come from.
 *
 * @param name column and fields with dots between
 * @param sources the tables' columns
 * @param known false if the values may come from anywhere else, too
 * @param masked how it was masked in this exchange; {@code ""} if it was not, or is not told
 */
public record OutputColumn(String name, List<Source> sources, boolean known, String masked) {
  public OutputColumn {
    sources = List.copyOf(sources);
  }

  /**
   * A table's column.
   *
   * @param tags the policy's on it now
   * @param policyTag whether BigQuery has policy tags on it
   */
  public record Source(Origin origin, List<String> tags, boolean policyTag) {
    public Source {
      tags = List.copyOf(tags);
    }

    public boolean isTagged() {
      return policyTag || !tags.isEmpty();
    }

    private static String shortened(String name, String without) {
      return name.startsWith(without) ? name.substring(without.length()) : name;
    }

    /** {@code demo.shop.customers.email [pii]}. */
    String text(String without) {
      List<String> marks = new ArrayList<>(tags);
      if (policyTag) {
        marks.add("policy tag");
      }
      String column =
          origin.path().equals(Origin.ALL)
              ? "all of " + shortened(origin.tableName(), without)
              : shortened(origin.toString(), without);
      return marks.isEmpty() ? column : column + " [" + String.join(", ", marks) + "]";
    }
  }

  /** In the order of the result; one line for all where columns are not told apart. */
  public static List<OutputColumn> of(
      Lineage lineage, Optional<MaskingNote> masking, TagBook tags) {
    if (!lineage.apart()) {
      return List.of(of("any column", lineage.all(), masking, tags));
    }
    Map<Integer, List<OutputColumn>> found = new TreeMap<>();
    for (Lineage.Column column : lineage.columns()) {
      found
          .computeIfAbsent(column.position(), p -> new ArrayList<>())
          .add(of(name(lineage, column), column.origins(), masking, tags));
    }
    for (int i = 0; i < lineage.names().size(); i++) {
      String name = named(lineage.names().get(i), i);
      found.computeIfAbsent(i, p -> List.of(of(name, Origins.NONE, masking, tags)));
    }
    return found.values().stream().flatMap(List::stream).toList();
  }

  private static String name(Lineage lineage, Lineage.Column column) {
    String path = String.join(".", column.path());
    boolean known = column.position() < lineage.names().size();
    return path.isEmpty()
        ? named(known ? lineage.names().get(column.position()) : "", column.position())
        : path;
  }

  private static String named(String name, int position) {
    return name.isEmpty() ? "column " + (position + 1) : name;
  }

  private static OutputColumn of(
      String name, Origins origins, Optional<MaskingNote> masking, TagBook tags) {
    return new OutputColumn(
        name,
        origins.from().stream()
            .map(origin -> new Source(origin, tags.tagsOf(origin), !origin.policyTags().isEmpty()))
            .toList(),
        origins.known(),
        masking.map(note -> masked(note, name)).orElse(""));
  }

  private static String masked(MaskingNote note, String name) {
    return note.columns().stream()
        .filter(one -> one.path().equals("*") || one.path().equalsIgnoreCase(name))
        .map(MaskingNote.Masked::method)
        .findFirst()
        .orElse(note.everything().isEmpty() ? "" : "everything");
  }

  /** Its sources in one line. */
  public String from() {
    return from("");
  }

  /**
   * The same in less room.
   *
   * @param without the beginning of names that is left out, as {@link #common} tells it
   */
  public String from(String without) {
    List<String> all =
        new ArrayList<>(sources.stream().map(source -> source.text(without)).toList());
    if (!known) {
      all.add(all.isEmpty() ? "anywhere (not known)" : "anywhere else (not known)");
    }
    return all.isEmpty() ? "no table's column" : String.join(", ", all);
  }

  /** {@code demo.shop.} if all that they come from lies there; else {@code ""}. */
  public static String common(List<OutputColumn> columns) {
    Set<String> places = new LinkedHashSet<>();
    for (OutputColumn column : columns) {
      for (Source source : column.sources()) {
        Origin origin = source.origin();
        String table = origin.tableName();
        places.add(table.substring(0, table.length() - origin.table().length()));
      }
    }
    return places.size() == 1 ? places.iterator().next() : "";
  }

  /** The names by which its sources may stand in the statement, in lower case. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Source source : sources) {
      String path = source.origin().path();
      if (path.equals(Origin.ALL)) {
        names.add(source.origin().table().toLowerCase(Locale.ROOT));
      } else {
        names.addAll(List.of(path.toLowerCase(Locale.ROOT).split("\\.")));
      }
    }
    return names;
  }
}
