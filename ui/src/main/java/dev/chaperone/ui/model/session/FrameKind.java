package dev.chaperone.ui.model.session;

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
  MASKING("Masking", FrameType.MASKING),
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

  static FrameKind of(byte ordinal) {
    return VALUES[ordinal];
  }
}
