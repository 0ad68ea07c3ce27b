package dev.chaperone.proxy.leak;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a result travels: the words of a road's {@code @} line, told in roads-columns.txt. */
record Way(List<String> words) {
  private static final int ROWS = 3;

  static Way of(String text) {
    return new Way(Arrays.asList(text.strip().split("\\s+")));
  }

  boolean has(String word) {
    return words.contains(word);
  }

  /** What stands behind {@code word=}. */
  Optional<String> value(String word) {
    return words.stream()
        .filter(w -> w.startsWith(word + "="))
        .map(w -> w.substring(word.length() + 1))
        .findFirst();
  }

  boolean isInsert() {
    return has("insert") || has("dry") || value("dest").isPresent();
  }

  int rows() {
    return value("rows").map(Integer::parseInt).orElse(ROWS);
  }

  /** {@code formatOptions} as a parameter, "" for none. */
  String format() {
    return has("iso")
        ? "formatOptions.timestampOutputFormat=ISO8601_STRING"
        : has("int64") ? "formatOptions.useInt64Timestamp=true" : "";
  }
}
