package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.FrameType;
import java.util.Map;
import java.util.OptionalLong;

/** The record that a frame's payload was erased on purpose: a {@code retention} frame's values. */
public final class Tombstone {
  private static final String SEQUENCE = "sequence";
  private static final int DIGITS = 18;

  private Tombstone() {}

  public static FrameBody of(FrameHeader erased, String reason) {
    return new FrameBody.Note(
        FrameType.RETENTION,
        Map.of(
            SEQUENCE,
            Long.toString(erased.sequence()),
            "session",
            erased.session().value(),
            "session-sequence",
            Long.toString(erased.sessionSequence()),
            "type",
            erased.type(),
            "reason",
            reason));
  }

  /** The sequence of the frame whose payload this one erased, if it says that. */
  public static OptionalLong sequence(FrameBody body) {
    if (!(body instanceof FrameBody.Note note) || note.type() != FrameType.RETENTION) {
      return OptionalLong.empty();
    }
    String text = note.values().getOrDefault(SEQUENCE, "");
    boolean number =
        !text.isEmpty()
            && text.length() <= DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
