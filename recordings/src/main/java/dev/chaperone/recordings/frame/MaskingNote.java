package dev.chaperone.recordings.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a {@code masking} frame that sums up says: what was masked in the answer in front of it.
 * Holds no values.
 *
 * @param everything why all columns were masked; {@code ""} if they were not
 * @param columns masked columns and fields, in the order of the result
 * @param hits what detectors found in the others
 * @param unseen texts that were too long for detectors
 */
public record MaskingNote(String everything, List<Masked> columns, List<Hit> hits, long unseen) {
  /** In the frame's {@code what}. */
  public static final String WHAT = "summary";

  private static final int MOST = 5_000;

  /**
   * A masked column.
   *
   * @param path of the result, with dots before fields; {@code *} for all of rows without a schema
   * @param method its name in policies
   * @param values how many that were not NULL have been masked
   * @param because the columns of tables it comes from and their tags, for people
   */
  public record Masked(String path, String method, long values, String because) {}

  /**
   * Finds in a column.
   *
   * @param path of the result
   * @param detector its name in policies
   * @param reaction a method's name, {@code alert}, or {@code suggest:} and a tag
   * @param values how many values had one
   * @param columns the tables' columns that are shown there, as {@code project.dataset.table.path}
   */
  public record Hit(
      String path, String detector, String reaction, long values, List<String> columns) {
    public Hit {
      columns = List.copyOf(columns);
    }
  }

  public MaskingNote {
    columns = List.copyOf(columns.subList(0, Math.min(MOST, columns.size())));
    hits = List.copyOf(hits.subList(0, Math.min(MOST, hits.size())));
  }

  public FrameBody.Note note() {
    Map<String, String> values = new TreeMap<>();
    values.put("what", WHAT);
    values.put("everything", everything);
    values.put("unseen", Long.toString(unseen));
    values.put("columns", Integer.toString(columns.size()));
    for (int i = 0; i < columns.size(); i++) {
      Masked column = columns.get(i);
      values.put("c" + i + ".path", column.path());
      values.put("c" + i + ".method", column.method());
      values.put("c" + i + ".values", Long.toString(column.values()));
      values.put("c" + i + ".because", column.because());
    }
    values.put("hits", Integer.toString(hits.size()));
    for (int i = 0; i < hits.size(); i++) {
      Hit hit = hits.get(i);
      values.put("h" + i + ".path", hit.path());
      values.put("h" + i + ".detector", hit.detector());
      values.put("h" + i + ".reaction", hit.reaction());
      values.put("h" + i + ".values", Long.toString(hit.values()));
      values.put("h" + i + ".columns", String.join("\n", hit.columns()));
    }
    return new FrameBody.Note(FrameType.MASKING, values);
  }

  /** Empty if the frame is another, or says too little. */
  public static Optional<MaskingNote> of(FrameBody body) {
    if (!(body instanceof FrameBody.Note note)
        || note.type() != FrameType.MASKING
        || !WHAT.equals(note.values().get("what"))) {
      return Optional.empty();
    }
    Map<String, String> v = note.values();
    try {
      List<Masked> columns = new ArrayList<>();
      for (int i = 0; i < count(v, "columns"); i++) {
        columns.add(
            new Masked(
                told(v, "c" + i + ".path"),
                told(v, "c" + i + ".method"),
                Long.parseLong(told(v, "c" + i + ".values")),
                told(v, "c" + i + ".because")));
      }
      List<Hit> hits = new ArrayList<>();
      for (int i = 0; i < count(v, "hits"); i++) {
        String of = told(v, "h" + i + ".columns");
        hits.add(
            new Hit(
                told(v, "h" + i + ".path"),
                told(v, "h" + i + ".detector"),
                told(v, "h" + i + ".reaction"),
                Long.parseLong(told(v, "h" + i + ".values")),
                of.isEmpty() ? List.of() : List.of(of.split("\n", -1))));
      }
      return Optional.of(
          new MaskingNote(told(v, "everything"), columns, hits, Long.parseLong(told(v, "unseen"))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int count(Map<String, String> values, String name) {
    return Math.min(MOST, Integer.parseInt(told(values, name)));
  }

  private static String told(Map<String, String> values, String name) {
    return values.getOrDefault(name, "");
  }
}
