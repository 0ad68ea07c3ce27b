package dev.chaperone.recordings.frame;

import java.util.Map;
import java.util.Optional;

/**
 * What a {@code level} frame says: of an answer less was recorded than was delivered, because the
 * policy wants it so. It stands where the pieces of the answer's body would.
 *
 * @param level {@code metadata}: the body is not stored; its length, digest and rows are told by
 *     the answer's end
 */
public record LevelChange(String level) {
  public static final String METADATA = "metadata";

  public static LevelChange metadata() {
    return new LevelChange(METADATA);
  }

  public FrameBody.Note note() {
    return new FrameBody.Note(
        FrameType.LEVEL, Map.of("level", level, "of", "answer", "by", "policy"));
  }

  /** Empty if the frame is another, or names no level. */
  public static Optional<LevelChange> of(FrameBody body) {
    return body instanceof FrameBody.Note note && note.type() == FrameType.LEVEL
        ? Optional.ofNullable(note.values().get("level")).map(LevelChange::new)
        : Optional.empty();
  }
}
