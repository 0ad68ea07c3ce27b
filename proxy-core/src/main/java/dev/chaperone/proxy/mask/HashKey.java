package dev.chaperone.proxy.mask;

import javax.crypto.spec.SecretKeySpec;

/** The secret that keyed hashes are made with. Never shows itself. */
public final class HashKey {
  /** The fewest bytes a key may have. */
  public static final int MIN_BYTES = 16;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** Copies the bytes. */
  public HashKey(byte[] secret) {
    if (secret.length < MIN_BYTES) {
      throw new IllegalArgumentException("a hash key has at least " + MIN_BYTES + " bytes");
    }
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** HMAC-SHA-256 with this key, for one thread. */
  KeyedHasher hasher() {
    return new KeyedHasher(key.getEncoded());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashKey that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return "HashKey";
  }
}
