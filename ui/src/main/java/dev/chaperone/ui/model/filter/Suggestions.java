package dev.chaperone.ui.model.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Finds ways to go on with the term under the caret. */
final class Suggestions {
  static final Map<String, String> KEYS = keys();

  private static final int MOST = 12;
  private static final List<String> STATUSES =
      List.of("error", "ok", "running", "refused", "cut", "open", "closed", ">=400", "4xx", "5xx");
  private static final List<String> KINDS =
      List.of(
          "query",
          "read-data",
          "read-metadata",
          "write-data",
          "jobs.query",
          "jobs.insert",
          "jobs.getQueryResults",
          "tabledata.list",
          "dry-run",
          "SELECT");

  private Suggestions() {}

  private static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("agent:", "the agent's name");
    keys.put("kind:", "effect, statement type or API method");
    keys.put("status:", "error, ok, running, 403, >=400, 4xx");
    keys.put("table:", "a table that is named");
    keys.put("sql:", "text of the statement");
    return keys;
  }

  static List<Suggestion> at(String text, int caret, Vocabulary vocabulary) {
    int from = caret;
    while (from > 0 && !Character.isWhitespace(text.charAt(from - 1))) {
      from--;
    }
    int start = from < caret && text.charAt(from) == '-' ? from + 1 : from;
    String written = text.substring(start, caret);
    int colon = written.indexOf(':');
    if (colon < 0) {
      return keys(start, caret, written);
    }
    String begun = written.substring(colon + 1);
    List<String> known = known(written.substring(0, colon), vocabulary);
    return values(start + colon + 1, caret, begun, known);
  }

  private static List<Suggestion> keys(int from, int caret, String begun) {
    List<Suggestion> found = new ArrayList<>();
    KEYS.forEach(
        (key, description) -> {
          if (Texts.startsWith(key, begun)) {
            found.add(new Suggestion(from, caret, key, description));
          }
        });
    return found;
  }

  private static List<String> known(String key, Vocabulary vocabulary) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "agent" -> vocabulary.agents();
      case "kind" -> Stream.concat(KINDS.stream(), vocabulary.kinds().stream()).distinct().toList();
      case "status" -> STATUSES;
      case "table" -> vocabulary.tables();
      default -> List.of();
    };
  }

  /** Those that begin so before those that only hold it. */
  private static List<Suggestion> values(int from, int caret, String begun, List<String> known) {
    String part = begun.replace("\"", "");
    return Stream.concat(
            known.stream().filter(value -> Texts.startsWith(value, part)),
            known.stream()
                .filter(value -> !Texts.startsWith(value, part) && Texts.contains(value, part)))
        .filter(value -> !value.equals(begun))
        .limit(MOST)
        .map(value -> new Suggestion(from, caret, quoted(value), ""))
        .toList();
  }

  private static String quoted(String value) {
    return value.chars().anyMatch(Character::isWhitespace) ? '"' + value + '"' : value;
  }
}
