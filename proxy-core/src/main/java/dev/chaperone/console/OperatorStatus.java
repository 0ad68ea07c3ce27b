package dev.chaperone.console;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether governing asks for an operator session (P9), and whether this console has one.
 *
 * @param told for a person: what is so, and what to do about it
 * @param identity who is unlocked, {@code ""} if nobody
 * @param session names the operator session in the recordings, {@code ""} if there is none
 * @param until when it ends unless it is used
 * @param signIn present if one signs in with an identity provider instead of a passphrase
 * @param reset when a passphrase was last thrown away without being known
 */
public record OperatorStatus(
    State state,
    String told,
    String identity,
    String session,
    Optional<Instant> until,
    Optional<SignIn> signIn,
    Optional<Instant> reset) {

  /** How it stands. */
  public enum State {
    /** Whoever can reach the console governs; what is decided is recorded as unprotected. */
    UNPROTECTED,
    /** A proof is needed first. */
    LOCKED,
    /** What is asked for is done. */
    UNLOCKED,
    /** Nobody can govern before something is set right: {@link #told} says what. */
    REFUSING
  }

  /**
   * Where to sign in.
   *
   * @param nonce to be in the ID token; of this console alone, and good for one sign-in
   */
  public record SignIn(String issuer, String clientId, String nonce) {}

  public boolean isUnprotected() {
    return state == State.UNPROTECTED;
  }
}
