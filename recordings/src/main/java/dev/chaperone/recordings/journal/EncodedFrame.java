package dev.chaperone.recordings.journal;

/**
 * A frame's bytes inside a block.
 *
 * @param salt 16 random bytes; empty, like the payload, once erased
 */
record EncodedFrame(byte[] header, byte[] salt, byte[] payload, boolean erased) {
  static final int SALT_LENGTH = 16;
  private static final byte[] NOTHING = new byte[0];

  EncodedFrame erase() {
    return new EncodedFrame(header, NOTHING, NOTHING, true);
  }
}
