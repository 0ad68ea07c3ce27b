package dev.chaperone.proxy.mask;

import java.util.Optional;

/** What becomes of a value that is not copied on while it passes. */
interface Fate {
  /**
   * What stands in its place; empty if it stays.
   *
   * @param first its first byte
   * @param value where it is from {@code from} to {@code to}, if it is needed; else anything
   */
  Optional<byte[]> instead(byte first, byte[] value, int from, int to) throws MaskingException;

  /** The same for a value that is needed and too long to be kept. */
  Optional<byte[]> tooLong() throws MaskingException;
}
