package dev.chaperone.proxy.seal;

import dev.chaperone.recordings.frame.Digest;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A reviewer's public key: what originals are encrypted to. Its text is {@code x25519:} and 43
 * characters of base64url; its id is made from the key, so it cannot be chosen.
 */
public final class ReviewerKey {
  private static final String PREFIX = "x25519:";
  private static final int ID_DIGITS = 32;

  private final byte[] raw;

  private ReviewerKey(byte[] raw) {
    this.raw = raw;
  }

  /** Throws if it is none to which anything could be encrypted safely. */
  static ReviewerKey of(byte[] raw) throws SealException {
    if (raw.length != X25519.LENGTH) {
      throw new SealException("a reviewer's public key has " + X25519.LENGTH + " bytes");
    }
    try {
      X25519.agree(X25519.generate().getPrivate(), X25519.publicKey(raw));
    } catch (GeneralSecurityException | IllegalStateException e) {
      throw new SealException("that public key is not safe to use", e);
    }
    return new ReviewerKey(raw.clone());
  }

  /** Throws if the text is no reviewer's public key. */
  public static ReviewerKey parse(String text) throws SealException {
    String trimmed = text.strip();
    if (!trimmed.startsWith(PREFIX)) {
      throw new SealException(
          "a reviewer's public key begins with "
              + PREFIX
              + "; chaperone reviewer create makes one");
    }
    try {
      return of(Base64.getUrlDecoder().decode(trimmed.substring(PREFIX.length())));
    } catch (IllegalArgumentException e) {
      throw new SealException("that public key is not whole; copy all of it", e);
    }
  }

  /** Such as {@code rk_} and 32 hex digits of the key's SHA-256. */
  public String id() {
    return "rk_" + Digest.sha256(raw).hex().substring(0, ID_DIGITS);
  }

  byte[] raw() {
    return raw.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReviewerKey key && Arrays.equals(raw, key.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
  }
}
