package dev.chaperone.proxy.seal;

import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;

/** Makes the frames of one sealed original; keeps nothing of it. One thread at a time. */
public final class Sealer {
  private final String keyId;
  private final ChunkCipher cipher;
  private String ephemeral;

  /** With a fresh key for this original: what it was is gone once the frames are made. */
  public Sealer(ReviewerKey reviewer, ExchangeId exchange) throws SealException {
    KeyPair pair = X25519.generate();
    byte[] own = X25519.raw(pair.getPublic());
    try {
      cipher = ChunkCipher.between(pair.getPrivate(), own, reviewer, reviewer.raw(), exchange);
    } catch (GeneralSecurityException e) {
      throw new SealException("the answer cannot be sealed for " + reviewer.id(), e);
    }
    keyId = reviewer.id();
    ephemeral = Base64.getEncoder().encodeToString(own);
  }

  /**
   * The next piece's frame.
   *
   * @param length how many of the bytes are the piece's; 0 only for the last one
   */
  public FrameBody.Sealed seal(byte[] plain, int length, boolean last) throws SealException {
    long offset = cipher.offset();
    try {
      Blob sealed = Blob.owning(cipher.encrypt(plain, length, last));
      FrameBody.Sealed frame = new FrameBody.Sealed(offset, keyId, ephemeral, sealed, last);
      ephemeral = "";
      return frame;
    } catch (GeneralSecurityException e) {
      throw new SealException("the answer cannot be sealed for " + keyId, e);
    }
  }
}
