package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.storage.CrashingStorage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes a segment apart into blocks and puts changed ones back, with every checksum right. */
final class Tampering {
  private final CrashingStorage storage;
  private final String name;
  private final byte[] header;
  final List<byte[]> blocks = new ArrayList<>();

  Tampering(CrashingStorage storage, String name) {
    this.storage = storage;
    this.name = name;
    ByteBuffer in = ByteBuffer.wrap(storage.bytes(name));
    header = new byte[SegmentHeader.SIZE];
    in.get(header);
    try {
      while (in.hasRemaining()) {
        byte[] fixed = new byte[BlockHeader.SIZE];
        in.duplicate().get(fixed);
        byte[] block = new byte[Math.toIntExact(BlockHeader.decode(fixed).size())];
        in.get(block);
        blocks.add(block);
      }
    } catch (DamagedException e) {
      throw new AssertionError(e);
    }
  }

  int offset(int block) {
    int at = SegmentHeader.SIZE;
    for (int i = 0; i < block; i++) {
      at += blocks.get(i).length;
    }
    return at;
  }

  /** Replaces a block's frames, as somebody would who knows the format. */
  void rewrite(int index, Change change) throws DamagedException {
    byte[] bytes = blocks.get(index);
    BlockHeader fixed = BlockHeader.decode(bytes);
    byte[] headerPart = new byte[fixed.headerPartLength()];
    byte[] payloadPart = new byte[fixed.payloadLength()];
    ByteBuffer.wrap(bytes, BlockHeader.SIZE, bytes.length - BlockHeader.SIZE)
        .get(headerPart)
        .get(payloadPart);
    List<EncodedFrame> frames =
        new ArrayList<>(new Block(0, fixed, headerPart).encoded(payloadPart));
    change.apply(frames);
    try (BlockEncoder encoder = new BlockEncoder()) {
      ByteBuffer out =
          encoder
              .encode(fixed.segmentTag(), fixed.firstSequence(), fixed.previousHash(), frames)
              .bytes();
      byte[] changed = new byte[out.remaining()];
      out.get(changed);
      blocks.set(index, changed);
    }
  }

  interface Change {
    void apply(List<EncodedFrame> frames) throws DamagedException;
  }

  void save() {
    int size = offset(blocks.size());
    ByteBuffer out = ByteBuffer.allocate(size).put(header);
    blocks.forEach(out::put);
    storage.replace(name, out.array());
  }
}
