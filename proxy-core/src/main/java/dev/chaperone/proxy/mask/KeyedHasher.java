package dev.chaperone.proxy.mask;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA-256 for many short values: the two blocks that only depend on the key are digested once,
 * which is half of the work. One thread.
 */
final class KeyedHasher {
  private static final int BLOCK = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final MessageDigest inner;
  private final MessageDigest outer;

  /** With a key of any length. */
  KeyedHasher(byte[] key) {
    byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256().digest(key) : key, BLOCK);
    inner = begun(block, INNER);
    outer = begun(block, OUTER);
    Arrays.fill(block, (byte) 0);
  }

  byte[] hash(byte[] value) {
    return copy(outer).digest(copy(inner).digest(value));
  }

  private static MessageDigest begun(byte[] key, byte pad) {
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = (byte) (key[i] ^ pad);
    }
    MessageDigest digest = sha256();
    digest.update(block);
    Arrays.fill(block, (byte) 0);
    return digest;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's SHA-256 can be copied", e);
    }
  }
}
