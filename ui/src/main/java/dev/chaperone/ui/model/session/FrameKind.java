package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.FrameType;

/** A frame's type as lists show it, in one byte of an index. */
public enum FrameKind {
  SESSION_OPENED("Session opened", FrameType.SESSION_OPENED),
  RECEIVED("Request received", FrameType.RECEIVED),
  REQUEST("Request body", FrameType.REQUEST),
  FACTS("Statement facts", FrameType.FACTS),
  ESTIMATE("Estimate", FrameType.ESTIMATE),
  DECISION("Decision", FrameType.DECISION),
  HOLD("Hold", FrameType.HOLD),
  UPSTREAM("Sent to BigQuery", FrameType.UPSTREAM),
  RESPONSE_HEAD("Response head", FrameType.RESPONSE_HEAD),
  RESPONSE_CHUNK("Response body", FrameType.RESPONSE_CHUNK),
  SEALED("Sealed original", FrameType.SEALED),
  RESPONSE_END("Response end", FrameType.RESPONSE_END),
  /** Sums up what was masked; others of its type are told by what they say. */
  MASKING("Masking", FrameType.MASKING),
  LINEAGE("Lineage", null),
  ERROR("Error", FrameType.ERROR),
  LEVEL("Recording level", FrameType.LEVEL),
  GAP("Gap", FrameType.GAP),
  SESSION_CLOSED("Session closed", FrameType.SESSION_CLOSED),
  CHECKPOINT("Checkpoint", FrameType.CHECKPOINT),
  AGENT("Agent", FrameType.AGENT),
  KEY("Key", FrameType.KEY),
  POLICY("Policy", FrameType.POLICY),
  OPERATOR("Operator", FrameType.OPERATOR),
  RETENTION("Retention", FrameType.RETENTION),
  TAG("Tag", FrameType.TAG),
  TAGS_INHERITED("Tags inherited", null),
  TAGS_TAKEN_BACK("Tags taken back", null),
  GRANT("Grant", FrameType.GRANT),
  BUDGET("Budget", FrameType.BUDGET),
  ANNOTATION("Annotation", FrameType.ANNOTATION),
  /** Written by a newer version. */
  OTHER("Other", null);

  private static final FrameKind[] VALUES = values();

  private final String text;
  private final @org.jspecify.annotations.Nullable FrameType type;

  FrameKind(String text, @org.jspecify.annotations.Nullable FrameType type) {
    this.text = text;
    this.type = type;
  }

  public String text() {
    return text;
  }

  public static FrameKind of(String typeCode) {
    for (FrameKind kind : VALUES) {
      if (kind.type != null && kind.type.code().equals(typeCode)) {
        return kind;
      }
    }
    return OTHER;
  }

  /** By the type and, where that says too little, by what the frame says. */
  public static FrameKind of(FrameHead head) {
    FrameKind kind = of(head.type());
    return switch (kind) {
      case MASKING -> says(head, "lineage") ? LINEAGE : kind;
      case TAG ->
          says(head, "inherited") ? TAGS_INHERITED : says(head, "revoked") ? TAGS_TAKEN_BACK : kind;
      default -> kind;
    };
  }

  private static boolean says(FrameHead head, String what) {
    return head.body().orElse(null) instanceof FrameBody.Note note
        && what.equals(note.values().get("what"));
  }

  static FrameKind of(byte ordinal) {
    return VALUES[ordinal];
  }
}
