package dev.chaperone.ui.model.tags;

import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.frame.Origin;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks up which of the policy's tags are on a column that values come from. */
public final class TagBook {
  public static final TagBook EMPTY = new TagBook(TagOverview.NONE);

  private final Map<String, TagOverview.Column> columns = new HashMap<>();

  TagBook(TagOverview overview) {
    for (TagOverview.Column column : overview.columns()) {
      if (!column.tags().isEmpty()) {
        columns.put(key(column.table(), column.path()), column);
      }
    }
  }

  private static String key(String table, String path) {
    return table + "/" + path.toLowerCase(Locale.ROOT);
  }

  /** Those on the column, on what it is a field of, and on all of its table. */
  public List<String> tagsOf(Origin origin) {
    Set<String> tags = new LinkedHashSet<>();
    String path = origin.path();
    while (!path.isEmpty()) {
      known(origin, path).ifPresent(column -> tags.addAll(column.tags()));
      path = path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
    known(origin, Origin.ALL).ifPresent(column -> tags.addAll(column.tags()));
    return List.copyOf(tags);
  }

  private Optional<TagOverview.Column> known(Origin origin, String path) {
    return Optional.ofNullable(columns.get(key(origin.tableName(), path)));
  }
}
