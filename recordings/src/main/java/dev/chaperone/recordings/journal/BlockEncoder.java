package dev.chaperone.recordings.journal;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.chaperone.recordings.frame.Digest;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Turns frames into a block. Keeps one zstd context, which is costly to make; one thread at a time.
 */
final class BlockEncoder implements AutoCloseable {
  private static final int LEVEL = 1;
  static final int ERASED = -1;

  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL);

  /** A block ready to be written. */
  record Encoded(ByteBuffer bytes, Digest hash) {}

  Encoded encode(
      long segmentTag, long firstSequence, Digest previousHash, List<EncodedFrame> frames) {
    byte[] headerPart = headerPart(frames);
    byte[] raw = payloadPart(frames);
    byte[] packed = zstd.compress(raw);
    boolean compressed = packed.length < raw.length;
    byte[] payload = compressed ? packed : raw;
    BlockHeader header =
        new BlockHeader(
            segmentTag,
            compressed,
            frames.size(),
            headerPart.length,
            firstSequence,
            previousHash,
            payload.length,
            raw.length,
            Crc.of(payload, 0, payload.length));
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(header.size()));
    bytes.put(header.encode(headerPart)).put(headerPart).put(payload).flip();
    return new Encoded(bytes, header.hash(headerPart));
  }

  private static byte[] headerPart(List<EncodedFrame> frames) {
    int size = 0;
    for (EncodedFrame frame : frames) {
      size = Math.addExact(size, Integer.BYTES + frame.header().length);
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (EncodedFrame frame : frames) {
      out.putInt(frame.header().length).put(frame.header());
    }
    return out.array();
  }

  private static byte[] payloadPart(List<EncodedFrame> frames) {
    int size = 0;
    for (EncodedFrame frame : frames) {
      size = Math.addExact(size, Integer.BYTES + frame.salt().length + frame.payload().length);
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (EncodedFrame frame : frames) {
      if (frame.erased()) {
        out.putInt(ERASED);
      } else {
        out.putInt(frame.payload().length).put(frame.salt()).put(frame.payload());
      }
    }
    return out.array();
  }

  @Override
  public void close() {
    zstd.close();
  }
}
