package dev.chaperone.proxy.seal;

import dev.chaperone.recordings.frame.ExchangeId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts one original's pieces, or decrypts them, in their order: AES-256-GCM with a key of this
 * original alone. The nonce counts pieces; exchange, offset and whether it is the last piece are
 * authenticated, so none can be moved, left out or taken for another's. One thread at a time.
 */
final class ChunkCipher {
  private static final byte[] LABEL = "chaperone sealed v1".getBytes(StandardCharsets.UTF_8);
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final byte[] exchange;
  private final Cipher cipher;
  private long piece;
  private long offset;

  private ChunkCipher(byte[] key, ExchangeId exchange) throws GeneralSecurityException {
    this.key = new SecretKeySpec(key, "AES");
    this.exchange = exchange.value().getBytes(StandardCharsets.UTF_8);
    this.cipher = Cipher.getInstance(ALGORITHM);
  }

  /**
   * @param own one side's private key
   * @param ephemeral the original's own public key, which is one of the two sides
   * @param reviewer the reviewer's public key, which is the other
   */
  static ChunkCipher between(
      PrivateKey own, byte[] ephemeral, ReviewerKey reviewer, byte[] other, ExchangeId exchange)
      throws GeneralSecurityException {
    byte[] secret = X25519.agree(own, X25519.publicKey(other));
    try {
      byte[] id = exchange.value().getBytes(StandardCharsets.UTF_8);
      byte[] reviewerRaw = reviewer.raw();
      ByteBuffer info =
          ByteBuffer.allocate(LABEL.length + ephemeral.length + reviewerRaw.length + id.length)
              .put(LABEL)
              .put(ephemeral)
              .put(reviewerRaw)
              .put(id);
      byte[] derived = Hkdf.derive(secret, new byte[0], info.array());
      try {
        return new ChunkCipher(derived, exchange);
      } finally {
        Arrays.fill(derived, (byte) 0);
      }
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** Where the next piece begins in the original. */
  long offset() {
    return offset;
  }

  byte[] encrypt(byte[] plain, int length, boolean last) throws GeneralSecurityException {
    start(Cipher.ENCRYPT_MODE, last);
    byte[] sealed = cipher.doFinal(plain, 0, length);
    passed(length);
    return sealed;
  }

  /** Throws if it is not exactly the piece that comes next. */
  byte[] decrypt(byte[] sealed, boolean last) throws GeneralSecurityException {
    start(Cipher.DECRYPT_MODE, last);
    byte[] plain = cipher.doFinal(sealed);
    passed(plain.length);
    return plain;
  }

  private void start(int mode, boolean last) throws GeneralSecurityException {
    byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(piece).array();
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(LABEL);
    cipher.updateAAD(ByteBuffer.allocate(9).putLong(offset).put((byte) (last ? 1 : 0)).array());
    cipher.updateAAD(exchange);
  }

  private void passed(int length) {
    piece++;
    offset += length;
  }
}
