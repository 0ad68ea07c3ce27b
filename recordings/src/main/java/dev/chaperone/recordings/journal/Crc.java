package dev.chaperone.recordings.journal;

import java.util.zip.CRC32C;

/** CRC32C over ranges of bytes. */
final class Crc {
  private Crc() {}

  static int of(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  static int of(byte[] first, int firstLength, byte[] second) {
    CRC32C crc = new CRC32C();
    crc.update(first, 0, firstLength);
    crc.update(second, 0, second.length);
    return (int) crc.getValue();
  }
}
