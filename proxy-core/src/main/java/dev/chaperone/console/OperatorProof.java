package dev.chaperone.console;

import java.time.Duration;
import java.util.Arrays;

/** What an operator shows to be taken for one. Its text form never tells the secret. */
public sealed interface OperatorProof {
  Duration USUAL = Duration.ofMinutes(10);
  Duration SHORTEST = Duration.ofMinutes(1);
  Duration LONGEST = Duration.ofHours(1);

  /** How long the session lasts without being used. */
  Duration idle();

  /** The passphrase; whoever made it wipes it when it was used. */
  final class Passphrase implements OperatorProof, AutoCloseable {
    private final char[] text;
    private final Duration idle;

    /** Takes the array over. */
    public Passphrase(char[] text, Duration idle) {
      this.text = text;
      this.idle = idle;
    }

    /** The array itself, not a copy that nobody would wipe. */
    public char[] text() {
      return text;
    }

    @Override
    public Duration idle() {
      return idle;
    }

    @Override
    public void close() {
      Arrays.fill(text, '\0');
    }

    @Override
    public String toString() {
      return "Passphrase[***]";
    }
  }

  /** An ID token of the configured issuer that carries the nonce this console was given. */
  record IdToken(String token, Duration idle) implements OperatorProof {
    @Override
    public String toString() {
      return "IdToken[***]";
    }
  }
}
