package dev.chaperone.ui.model.inspect;

import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.ui.model.tags.TagWords;
import dev.chaperone.ui.model.text.Units;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says of each column of a result what the exchange's masking summary tells of it. */
public final class ColumnMasks {
  private static final String ALL = "*";
  private static final int NAMED = 4;

  private final MaskingNote note;
  private final List<ResultTable.Column> columns;

  private ColumnMasks(MaskingNote note, List<ResultTable.Column> columns) {
    this.note = note;
    this.columns = columns;
  }

  /** One for each column, in order; empty ones where nothing is told. */
  public static List<Optional<ColumnMask>> of(
      Optional<MaskingNote> note, List<ResultTable.Column> columns) {
    return columns.stream()
        .map(column -> note.flatMap(told -> new ColumnMasks(told, columns).mask(column.name())))
        .toList();
  }

  /** {@code 2 of 12 columns masked: email (redact), ssn (hash)}; {@code ""} if nothing is told. */
  public static String summary(Optional<MaskingNote> note, List<ResultTable.Column> columns) {
    return note.map(told -> new ColumnMasks(told, columns).summary()).orElse("");
  }

  private Optional<ColumnMask> mask(String column) {
    List<MaskingNote.Masked> masked =
        note.columns().stream().filter(one -> concerns(one.path(), column)).toList();
    List<MaskingNote.Hit> hits =
        note.hits().stream().filter(one -> concerns(one.path(), column)).toList();
    List<String> why = new ArrayList<>();
    if (!note.everything().isEmpty()) {
      why.add("Everything is masked, because " + note.everything());
    }
    masked.forEach(one -> why.add(why(one, column)));
    hits.forEach(one -> why.add(why(one)));
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ColumnMask(
                kind(column, masked, hits), label(masked, hits), String.join("\n", why)));
  }

  private ColumnMask.Kind kind(
      String column, List<MaskingNote.Masked> masked, List<MaskingNote.Hit> hits) {
    boolean whole = masked.stream().anyMatch(one -> isWhole(one.path(), column));
    if (whole || !note.everything().isEmpty()) {
      return ColumnMask.Kind.WHOLE;
    }
    return !masked.isEmpty() || hits.stream().anyMatch(ColumnMasks::hides)
        ? ColumnMask.Kind.PARTLY
        : ColumnMask.Kind.FOUND;
  }

  private static boolean hides(MaskingNote.Hit hit) {
    return !hit.reaction().equals("alert") && !hit.reaction().startsWith("suggest:");
  }

  private static String label(List<MaskingNote.Masked> masked, List<MaskingNote.Hit> hits) {
    Set<String> methods = new LinkedHashSet<>();
    masked.forEach(one -> methods.add(one.method()));
    hits.stream().filter(ColumnMasks::hides).forEach(hit -> methods.add(hit.reaction()));
    if (methods.isEmpty()) {
      hits.forEach(hit -> methods.add(hit.detector() + "?"));
    }
    return methods.isEmpty() ? "masked" : String.join(", ", methods);
  }

  private static String why(MaskingNote.Masked one, String column) {
    String what = isWhole(one.path(), column) ? "Masked" : one.path() + " is masked";
    return what
        + " by "
        + one.method()
        + (one.values() > 0 ? " (" + counted(one.values()) + ")" : "")
        + (one.because().isEmpty() ? "" : ", because of " + one.because());
  }

  private static String why(MaskingNote.Hit hit) {
    return "Looks like "
        + hit.detector()
        + " in "
        + counted(hit.values())
        + " of "
        + hit.path()
        + ": "
        + TagWords.reaction(hit.reaction())
        + (hit.columns().isEmpty() ? "" : " (from " + String.join(", ", hit.columns()) + ")");
  }

  private static String counted(long values) {
    return Units.count(values) + (values == 1 ? " value" : " values");
  }

  private static boolean isWhole(String path, String column) {
    return path.equals(ALL) || path.equalsIgnoreCase(column);
  }

  private static boolean concerns(String path, String column) {
    return isWhole(path, column)
        || path.toLowerCase(Locale.ROOT).startsWith(column.toLowerCase(Locale.ROOT) + ".");
  }

  private String summary() {
    List<String> said = new ArrayList<>();
    if (!note.everything().isEmpty()) {
      said.add("Everything is masked, because " + note.everything());
    } else if (!note.columns().isEmpty()) {
      said.add(number() + ": " + names());
    }
    if (!note.hits().isEmpty()) {
      said.add("found " + finds());
    }
    if (note.unseen() > 0) {
      said.add(
          Units.count(note.unseen())
              + (note.unseen() == 1 ? " text" : " texts")
              + " too long for the detectors");
    }
    return String.join("; ", said);
  }

  private String finds() {
    List<String> finds =
        note.hits().stream()
            .limit(NAMED)
            .map(
                hit ->
                    hit.detector()
                        + " in "
                        + hit.path()
                        + " ("
                        + counted(hit.values())
                        + ", "
                        + TagWords.brief(hit.reaction())
                        + ")")
            .toList();
    int more = note.hits().size() - finds.size();
    return String.join(", ", finds) + (more > 0 ? " and " + Units.count(more) + " more" : "");
  }

  private String number() {
    long touched =
        columns.stream()
            .filter(
                column ->
                    note.columns().stream().anyMatch(one -> concerns(one.path(), column.name())))
            .count();
    if (touched == 0) { // rows without a schema, or none at all
      int masked = note.columns().size();
      return Units.count(masked) + (masked == 1 ? " column masked" : " columns masked");
    }
    return Units.count(touched)
        + " of "
        + Units.count(columns.size())
        + (columns.size() == 1 ? " column masked" : " columns masked");
  }

  private String names() {
    List<String> names =
        note.columns().stream()
            .limit(NAMED)
            .map(one -> (one.path().equals(ALL) ? "all" : one.path()) + " (" + one.method() + ")")
            .toList();
    int more = note.columns().size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + Units.count(more) + " more" : "");
  }
}
