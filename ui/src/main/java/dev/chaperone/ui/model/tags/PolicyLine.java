package dev.chaperone.ui.model.tags;

import dev.chaperone.recordings.DetectorFind;

/** Writes the line of a policy's {@code tags} that would tag what a detector found. */
public final class PolicyLine {
  private static final String SUGGEST = "suggest:";

  private PolicyLine() {}

  /** {@code pii: ["demo:shop.events.payload"]}, indented as it stands under {@code tags}. */
  public static String of(DetectorFind find) {
    return "  " + tag(find) + ": [\"" + pattern(find.column()) + "\"]";
  }

  /** The suggested tag; where none is, one named after what was found. */
  public static String tag(DetectorFind find) {
    return find.reaction().startsWith(SUGGEST)
        ? find.reaction().substring(SUGGEST.length())
        : find.detector();
  }

  /** With a colon behind the project, so that no part can be read as another. */
  private static String pattern(String column) {
    int domain = column.indexOf(':');
    int project = column.indexOf('.', domain + 1);
    String text =
        project < 0 ? column : column.substring(0, project) + ":" + column.substring(project + 1);
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
