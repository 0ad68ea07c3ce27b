package dev.chaperone.sql;

import java.util.Objects;

/** One way in which a text was not understood. */
public record Doubt(Reason reason, String detail) {
  /** Why it was not understood. */
  public enum Reason {
    /** The text cannot be cut into tokens, or is beyond a limit. */
    NOT_READABLE,
    /** A statement's kind is not known. */
    UNKNOWN_STATEMENT,
    /** Too long, too deep or too many for the native analyser. */
    BEYOND_LIMITS,
    /** The native analyser refused it. */
    REFUSED,
    /** Lexer and native analyser see different statements. */
    DISAGREEMENT,
    /** The native analyser crashed, hung or answered nonsense. */
    ANALYSER_FAILED,
    /** It made the native analyser fail before, and is not tried again. */
    KNOWN_KILLER,
    /** The native analyser is not up yet; asking again later may help. */
    ANALYSER_STARTING,
    /** What a name means could not be found out. */
    NAME
  }

  /** Longer details are cut: they may quote an agent's text. */
  public static final int MAX_DETAIL = 500;

  public Doubt {
    Objects.requireNonNull(reason);
    detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
  }
}
