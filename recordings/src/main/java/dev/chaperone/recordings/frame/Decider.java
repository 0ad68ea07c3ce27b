package dev.chaperone.recordings.frame;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Who took a step, and how it was established that they may.
 *
 * @param identity the person, agent or part of the gateway, {@code ""} if not told
 * @param proof what an operator session rests on: {@code passphrase} or {@code oidc}; else {@code
 *     ""}
 * @param session the operator session, as its {@code operator} frames name it; {@code ""} if none
 */
public record Decider(String identity, How how, String proof, String session) {
  public static final Decider NOT_TOLD = new Decider("", How.NOT_TOLD);

  public Decider {
    Objects.requireNonNull(identity);
    Objects.requireNonNull(how);
    Objects.requireNonNull(proof);
    Objects.requireNonNull(session);
  }

  /** Without an operator session. */
  public Decider(String identity, How how) {
    this(identity, how, "", "");
  }

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

  /** As the named values of a frame; of an operator session only where there is one. */
  public Map<String, String> values() {
    return session.isEmpty()
        ? Map.of("decider", identity, "deciderHow", how.code())
        : Map.of(
            "decider", identity,
            "deciderHow", how.code(),
            "deciderProof", proof,
            "operatorSession", session);
  }

  /** From the named values of a frame; what is missing is not told. */
  public static Decider of(Map<String, String> values) {
    return new Decider(
        values.getOrDefault("decider", ""),
        How.of(values.getOrDefault("deciderHow", "")),
        values.getOrDefault("deciderProof", ""),
        values.getOrDefault("operatorSession", ""));
  }
}
