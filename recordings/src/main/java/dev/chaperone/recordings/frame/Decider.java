package dev.chaperone.recordings.frame;

import java.util.Locale;

/**
 * Who took a step, and how it was established that they may.
 *
 * @param identity the person, agent or part of the gateway, {@code ""} if not told
 */
public record Decider(String identity, How how) {
  public static final Decider NOT_TOLD = new Decider("", How.NOT_TOLD);

  /** How far the identity can be trusted. The names are on disk: never rename one. */
  public enum How {
    /** A person in an operator session (DESIGN section 4, P9). */
    OPERATOR_SESSION,
    /** Whoever could reach the console while nothing protected it. */
    UNPROTECTED,
    /** The agent that made the request. */
    AGENT,
    /** The gateway itself: a deadline passed, or upstream answered. */
    GATEWAY,
    /** Written by a newer version, or not at all. */
    NOT_TOLD;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static How of(String code) {
      for (How how : values()) {
        if (how.code().equals(code)) {
          return how;
        }
      }
      return NOT_TOLD;
    }
  }

  public static Decider gateway() {
    return new Decider("chaperone", How.GATEWAY);
  }
}
