package dev.chaperone.recordings.frame;

import java.util.Optional;

/** The frame types of format version 1, with the code each has on disk and in JSON. */
public enum FrameType {
  SESSION_OPENED("session-opened"),
  RECEIVED("received"),
  REQUEST("request"),
  FACTS("facts"),
  ESTIMATE("estimate"),
  DECISION("decision"),
  HOLD("hold"),
  UPSTREAM("upstream"),
  RESPONSE_HEAD("response-head"),
  RESPONSE_CHUNK("response-chunk"),
  SEALED("sealed"),
  RESPONSE_END("response-end"),
  MASKING("masking"),
  ERROR("error"),
  LEVEL("level"),
  GAP("gap"),
  SESSION_CLOSED("session-closed"),
  CHECKPOINT("checkpoint"),
  AGENT("agent"),
  KEY("key"),
  POLICY("policy"),
  OPERATOR("operator"),
  RETENTION("retention"),
  TAG("tag"),
  GRANT("grant"),
  BUDGET("budget"),
  ANNOTATION("annotation");

  private final String code;

  FrameType(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Optional<FrameType> of(String code) {
    for (FrameType type : values()) {
      if (type.code.equals(code)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
