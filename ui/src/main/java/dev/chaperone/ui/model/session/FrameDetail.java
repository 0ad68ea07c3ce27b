package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.frame.FrameBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a frame about masking or tags says, in the few words that a list has room for. Reads named
 * values only: lineage may be long and is parsed when somebody looks at it.
 */
final class FrameDetail {
  private static final int NAMED = 3;
  private static final int LONGEST = 120;

  private FrameDetail() {}

  /** {@code ""} for all other frames. */
  static String of(Optional<FrameBody> body) {
    if (!(body.orElse(null) instanceof FrameBody.Note note)) {
      return "";
    }
    String text =
        switch (note.type()) {
          case MASKING ->
              note.values().containsKey("lineage") ? results(note.values()) : masked(note.values());
          case TAG -> note.values().getOrDefault("table", "");
          default -> "";
        };
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static String masked(Map<String, String> values) {
    if (!values.getOrDefault("everything", "").isEmpty()) {
      return "everything masked";
    }
    int count = number(values, "columns");
    int hits = number(values, "hits");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Math.min(NAMED, count); i++) {
      names.add(
          values.getOrDefault("c" + i + ".path", "")
              + " ("
              + values.getOrDefault("c" + i + ".method", "")
              + ")");
    }
    String text = names.isEmpty() ? "nothing masked" : String.join(", ", names);
    if (count > NAMED) {
      text += " and " + (count - NAMED) + " more";
    }
    return hits == 0 ? text : text + "; " + hits + (hits == 1 ? " find" : " finds");
  }

  private static String results(Map<String, String> values) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Math.min(NAMED, number(values, "of")); i++) {
      String kind = values.getOrDefault(i + ".kind", "");
      names.add((kind.equals("JOB") ? "job " : "") + values.getOrDefault(i + ".name", ""));
    }
    return String.join(", ", names);
  }

  private static int number(Map<String, String> values, String name) {
    try {
      return Integer.parseInt(values.getOrDefault(name, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
