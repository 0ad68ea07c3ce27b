package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.Digest;
import java.nio.ByteBuffer;

/**
 * The fixed fields in front of a block.
 *
 * @param segmentTag the segment's tag
 * @param compressed whether the payload part is one zstd frame
 * @param previousHash hash of the block before, in whatever segment it is
 * @param payloadLength bytes of the payload part as stored
 * @param payloadRawLength bytes of it when decompressed
 */
record BlockHeader(
    long segmentTag,
    boolean compressed,
    int frameCount,
    int headerPartLength,
    long firstSequence,
    Digest previousHash,
    int payloadLength,
    int payloadRawLength,
    int payloadCrc) {
  static final int SIZE = 80;
  static final int MAGIC = 0x434A4231; // CJB1
  private static final int CRC_AT = SIZE - Integer.BYTES;
  private static final short VERSION = 1;
  private static final int ZSTD = 1;
  private static final int MAX_PART = 1 << 30;

  long size() {
    return (long) SIZE + headerPartLength + payloadLength;
  }

  long lastSequence() {
    return firstSequence + frameCount - 1;
  }

  byte[] encode(byte[] headerPart) {
    ByteBuffer out = ByteBuffer.allocate(SIZE);
    out.putInt(MAGIC).putShort(VERSION).putShort((short) (compressed ? ZSTD : 0));
    out.putLong(segmentTag);
    out.putInt(frameCount).putInt(headerPartLength).putLong(firstSequence);
    out.put(previousHash.bytes()).putInt(payloadLength).putInt(payloadRawLength);
    out.putInt(payloadCrc);
    out.putInt(Crc.of(out.array(), CRC_AT, headerPart));
    return out.array();
  }

  /** Reads the fields; their checksum is checked by {@link #check} once the header part is read. */
  static BlockHeader decode(byte[] bytes) throws DamagedException {
    if (bytes.length < SIZE) {
      throw new DamagedException("the file ends inside a block header");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt() != MAGIC) {
      throw new DamagedException("no block begins here");
    }
    int version = in.getShort();
    int flags = in.getShort();
    BlockHeader header =
        new BlockHeader(
            in.getLong(),
            (flags & ZSTD) != 0,
            in.getInt(),
            in.getInt(),
            in.getLong(),
            HeaderCodec.digest(in),
            in.getInt(),
            in.getInt(),
            in.getInt());
    if (version != VERSION) {
      throw new DamagedException("the block has format version " + version);
    }
    if (header.frameCount < 1
        || header.firstSequence < 1
        || outside(header.headerPartLength)
        || outside(header.payloadLength)
        || outside(header.payloadRawLength)) {
      throw new DamagedException("a block header has impossible values");
    }
    return header;
  }

  private static boolean outside(int length) {
    return length < 0 || length > MAX_PART;
  }

  static void check(byte[] header, byte[] headerPart) throws DamagedException {
    if (ByteBuffer.wrap(header).getInt(CRC_AT) != Crc.of(header, CRC_AT, headerPart)) {
      throw new DamagedException("a block header does not match its checksum");
    }
  }

  /**
   * What the next block names: all that erasure never changes. Payloads are covered by the salted
   * digests in the header part.
   */
  Digest hash(byte[] headerPart) {
    ByteBuffer fields = ByteBuffer.allocate(SIZE);
    fields.putInt(MAGIC).putShort(VERSION).putInt(frameCount).putInt(headerPartLength);
    fields.putLong(firstSequence).put(previousHash.bytes());
    byte[] covered = new byte[fields.position()];
    fields.flip().get(covered);
    return Digest.sha256(covered, headerPart);
  }
}
