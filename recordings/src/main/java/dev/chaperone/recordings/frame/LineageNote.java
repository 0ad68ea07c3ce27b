package dev.chaperone.recordings.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a {@code masking} frame about lineage says: where the rows of these jobs and result tables
 * come from. Durable before any of the rows is delivered.
 *
 * @param of jobs, and tables that hold results
 */
public record LineageNote(List<Owned> of, Lineage lineage) {
  /** In the frame's {@code what}. */
  public static final String WHAT = "lineage";

  private static final int MOST = 1_000;

  public LineageNote {
    of = List.copyOf(of);
    Objects.requireNonNull(lineage);
  }

  public FrameBody.Note note() {
    Map<String, String> values = new TreeMap<>();
    values.put("what", WHAT);
    values.put("of", Integer.toString(of.size()));
    for (int i = 0; i < of.size(); i++) {
      values.put(i + ".kind", of.get(i).kind().name());
      values.put(i + ".name", of.get(i).name());
      values.put(i + ".location", of.get(i).location());
    }
    values.put("lineage", LineageText.write(lineage));
    return new FrameBody.Note(FrameType.MASKING, values);
  }

  /** Empty if the frame is another. */
  public static Optional<LineageNote> of(FrameBody body) {
    if (!(body instanceof FrameBody.Note note)
        || note.type() != FrameType.MASKING
        || !WHAT.equals(note.values().get("what"))) {
      return Optional.empty();
    }
    Map<String, String> v = note.values();
    List<Owned> of = new ArrayList<>();
    try {
      int count = Math.min(MOST, Integer.parseInt(v.getOrDefault("of", "0")));
      for (int i = 0; i < count; i++) {
        of.add(
            new Owned(
                Owned.Kind.valueOf(v.getOrDefault(i + ".kind", "")),
                v.getOrDefault(i + ".name", ""),
                v.getOrDefault(i + ".location", "")));
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(new LineageNote(of, LineageText.read(v.getOrDefault("lineage", ""))));
  }
}
