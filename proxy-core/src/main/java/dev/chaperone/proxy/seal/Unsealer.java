package dev.chaperone.proxy.seal;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/**
 * Opens one sealed original's frames in their order; nothing that is not exactly as it was sealed
 * gets through. One thread at a time.
 */
public final class Unsealer {
  private final ReviewerSecret secret;
  private final ExchangeId exchange;
  private Optional<ChunkCipher> cipher = Optional.empty();
  private boolean whole;

  public Unsealer(ReviewerSecret secret, ExchangeId exchange) {
    this.secret = secret;
    this.exchange = exchange;
  }

  /** The next piece in clear; throws if it was changed, moved or sealed for somebody else. */
  public byte[] open(FrameBody.Sealed frame) throws SealException {
    if (!frame.keyId().equals(secret.key().id())) {
      throw new SealException(
          "this original is sealed for the key "
              + frame.keyId()
              + "; the key file holds "
              + secret.key().id());
    }
    if (whole) {
      throw new SealException("there is more of this original than its end; " + CHANGED);
    }
    try {
      ChunkCipher opening = cipher.isPresent() ? cipher.get() : begin(frame);
      cipher = Optional.of(opening);
      if (frame.offset() != opening.offset()) {
        throw new SealException("a piece of this original is missing or out of order; " + CHANGED);
      }
      byte[] plain = opening.decrypt(frame.bytes().toArray(), frame.last());
      whole = frame.last();
      return plain;
    } catch (GeneralSecurityException e) {
      throw new SealException("this original is not as it was sealed; " + CHANGED, e);
    }
  }

  private static final String CHANGED = "see chaperone verify";

  private ChunkCipher begin(FrameBody.Sealed first) throws SealException, GeneralSecurityException {
    byte[] ephemeral;
    try {
      ephemeral = Base64.getDecoder().decode(first.ephemeral());
    } catch (IllegalArgumentException e) {
      throw new SealException("the beginning of this original is damaged; " + CHANGED, e);
    }
    if (ephemeral.length != X25519.LENGTH) {
      throw new SealException("the beginning of this original is missing; " + CHANGED);
    }
    return ChunkCipher.between(secret.secret(), ephemeral, secret.key(), ephemeral, exchange);
  }

  /** Whether the last piece was opened: until then it may have been cut. */
  public boolean isWhole() {
    return whole;
  }
}
