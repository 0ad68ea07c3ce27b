package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * The first bytes of a segment. It says where the segment before it ends, so that whatever a failed
 * write left behind that place is no part of the store.
 *
 * @param previousNumber the segment before this one in the chain, 0 if there is none
 * @param previousLength bytes of that segment that count, as of when this one was begun
 * @param chainHead hash of the last block before this segment
 * @param rewrittenLength 0, or the whole length of a segment that erasure wrote anew; it then
 *     stands in for what the successor says
 * @param tag random number that every block of the segment repeats, so that recorded content can
 *     never be taken for a block
 */
record SegmentHeader(
    int number,
    long firstSequence,
    Instant created,
    int previousNumber,
    long previousLength,
    Digest chainHead,
    long rewrittenLength,
    long tag) {
  static final int SIZE = 96;
  private static final byte[] MAGIC = "CHAPJRN1".getBytes(StandardCharsets.US_ASCII);
  private static final short VERSION = 1;

  ByteBuffer encode() {
    ByteBuffer out = ByteBuffer.allocate(SIZE);
    out.put(MAGIC).putShort(VERSION).putShort((short) 0).putInt(number).putLong(firstSequence);
    out.putLong(created.toEpochMilli()).putInt(previousNumber).putLong(previousLength);
    out.put(chainHead.bytes()).putLong(rewrittenLength).putLong(tag);
    out.putInt(Crc.of(out.array(), 0, SIZE - Integer.BYTES));
    return out.flip();
  }

  static SegmentHeader decode(byte[] bytes) throws DamagedException {
    if (bytes.length < SIZE || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new DamagedException("the segment header is missing");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, MAGIC.length, SIZE - MAGIC.length);
    int version = in.getShort();
    in.getShort(); // flags, none so far
    int number = in.getInt();
    long firstSequence = in.getLong();
    Instant created = Instant.ofEpochMilli(in.getLong());
    int previousNumber = in.getInt();
    long previousLength = in.getLong();
    Digest chainHead = HeaderCodec.digest(in);
    long rewrittenLength = in.getLong();
    long tag = in.getLong();
    if (in.getInt() != Crc.of(bytes, 0, SIZE - Integer.BYTES)) {
      throw new DamagedException("the segment header does not match its checksum");
    }
    if (version != VERSION) {
      throw new DamagedException(
          "the segment has format version " + version + ", this program reads version " + VERSION);
    }
    return new SegmentHeader(
        number,
        firstSequence,
        created,
        previousNumber,
        previousLength,
        chainHead,
        rewrittenLength,
        tag);
  }

  SegmentHeader rewritten(long length) {
    return new SegmentHeader(
        number, firstSequence, created, previousNumber, previousLength, chainHead, length, tag);
  }
}
