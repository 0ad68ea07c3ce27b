package dev.chaperone.ui.model.inspect;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.TagChange;
import dev.chaperone.ui.model.tags.TagBook;
import dev.chaperone.ui.model.tags.TagWords;
import dev.chaperone.ui.model.text.Units;
import java.util.Optional;

/** Says in words what a frame about masking or tags says. */
final class FrameWords {
  private FrameWords() {}

  /** Empty for all other frames. */
  static Optional<String> of(FrameBody body) {
    return MaskingNote.of(body)
        .map(FrameWords::masking)
        .or(() -> LineageNote.of(body).map(FrameWords::lineage))
        .or(() -> TagChange.of(body).map(FrameWords::tag));
  }

  private static String masking(MaskingNote note) {
    StringBuilder text = new StringBuilder("What was masked in the answer.\n");
    if (!note.everything().isEmpty()) {
      text.append("\nEverything, because ").append(note.everything()).append('\n');
    }
    if (note.columns().isEmpty() && note.everything().isEmpty()) {
      text.append("\nNo column.\n");
    }
    for (MaskingNote.Masked one : note.columns()) {
      text.append("\n  ")
          .append(one.path().equals("*") ? "(all columns)" : one.path())
          .append(": ")
          .append(one.method())
          .append(", ")
          .append(values(one.values()));
      if (!one.because().isEmpty()) {
        text.append("\n      because of ").append(one.because());
      }
    }
    for (MaskingNote.Hit hit : note.hits()) {
      text.append("\n  ")
          .append(hit.path())
          .append(": ")
          .append(hit.detector())
          .append(" found in ")
          .append(values(hit.values()))
          .append("; ")
          .append(TagWords.reaction(hit.reaction()));
      if (!hit.columns().isEmpty()) {
        text.append("\n      from ").append(String.join(", ", hit.columns()));
      }
    }
    if (note.unseen() > 0) {
      text.append("\n\nToo long for the detectors: ").append(values(note.unseen()));
    }
    return text.toString().stripTrailing();
  }

  private static String values(long count) {
    return Units.count(count) + (count == 1 ? " value" : " values");
  }

  private static String lineage(LineageNote note) {
    StringBuilder text = new StringBuilder("Where the rows come from of\n");
    for (Owned one : note.of()) {
      text.append("\n  ").append(one.kind().name().toLowerCase(java.util.Locale.ROOT));
      text.append(' ').append(one.name());
    }
    return text.append("\n\n").append(columns(note.lineage())).toString();
  }

  private static String columns(Lineage lineage) {
    StringBuilder text = new StringBuilder();
    for (OutputColumn column : OutputColumn.of(lineage, Optional.empty(), TagBook.EMPTY)) {
      text.append("  ").append(column.name()).append(" from ").append(column.from()).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static String tag(TagChange change) {
    return switch (change) {
      case TagChange.Inherited one ->
          one.table()
              + " is filled by "
              + TagWords.how(one.how())
              + " and inherits the tags of what it comes from.\n\n"
              + columns(one.lineage());
      case TagChange.Revoked one ->
          "What "
              + one.table()
              + " had inherited up to frame "
              + Units.count(one.upTo())
              + " was taken back"
              + (one.by().identity().isEmpty() ? "" : " by " + one.by().identity())
              + ".\n\nReason: "
              + one.reason();
    };
  }
}
