package dev.chaperone.proxy.seal;

import java.security.KeyPair;
import java.security.PrivateKey;

/** A reviewer's key pair in memory; it is never shown. */
public final class ReviewerSecret {
  private final ReviewerKey key;
  private final PrivateKey secret;

  ReviewerSecret(ReviewerKey key, PrivateKey secret) {
    this.key = key;
    this.secret = secret;
  }

  public static ReviewerSecret generate() {
    KeyPair pair = X25519.generate();
    try {
      return new ReviewerSecret(ReviewerKey.of(X25519.raw(pair.getPublic())), pair.getPrivate());
    } catch (SealException e) {
      throw new IllegalStateException("a fresh key is safe", e);
    }
  }

  public ReviewerKey key() {
    return key;
  }

  PrivateKey secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "ReviewerSecret[" + key.id() + ", ***]";
  }
}
