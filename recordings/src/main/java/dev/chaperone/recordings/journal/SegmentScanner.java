package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.storage.ReadableFile;
import dev.chaperone.recordings.storage.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Reads the blocks of one segment file, and finds the next sound one behind damage. */
final class SegmentScanner implements AutoCloseable {
  private static final int WINDOW = 1 << 16;

  private final ReadableFile file;
  private final long tag;
  private final long limit;
  private byte[] window = new byte[0];
  private long windowAt;

  private SegmentScanner(ReadableFile file, long tag, long limit) {
    this.file = file;
    this.tag = tag;
    this.limit = limit;
  }

  static SegmentScanner open(Storage storage, Segment segment) throws IOException {
    return open(storage, segment.name(), segment.header().tag(), segment.length());
  }

  static SegmentScanner open(Storage storage, String name, long tag, long length)
      throws IOException {
    ReadableFile file = storage.read(name);
    try {
      return new SegmentScanner(file, tag, Math.min(length, file.length()));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  long limit() {
    return limit;
  }

  /** The block at this place; its payload part lies within the segment but is not read yet. */
  Block blockAt(long offset) throws IOException, DamagedException {
    byte[] fixed = read(offset, BlockHeader.SIZE);
    BlockHeader header = BlockHeader.decode(fixed);
    if (header.segmentTag() != tag) {
      throw new DamagedException("no block of this segment begins here");
    }
    if (offset + BlockHeader.SIZE + header.headerPartLength() > limit) {
      throw new DamagedException("the file ends inside a block");
    }
    byte[] headerPart = read(offset + BlockHeader.SIZE, header.headerPartLength());
    BlockHeader.check(fixed, headerPart);
    if (offset + header.size() > limit) {
      throw new DamagedException("the file ends inside a block");
    }
    return new Block(offset, header, headerPart);
  }

  /** The block's payload part, shorter than it says if the file ends in it. */
  byte[] payload(Block block) throws IOException {
    return read(
        block.offset() + BlockHeader.SIZE + block.header().headerPartLength(),
        block.header().payloadLength());
  }

  byte[] bytes(long offset, int length) throws IOException {
    return read(offset, length);
  }

  /** The first sound block at or behind this place whose frames come after {@code sequence}. */
  Optional<Block> search(long from, long sequence) throws IOException {
    for (long at = from; at <= limit - BlockHeader.SIZE; at += WINDOW) {
      byte[] bytes = read(at, WINDOW + Integer.BYTES - 1);
      ByteBuffer view = ByteBuffer.wrap(bytes);
      for (int i = 0; i <= bytes.length - Integer.BYTES; i++) {
        if (bytes[i] == (byte) (BlockHeader.MAGIC >>> 24) && view.getInt(i) == BlockHeader.MAGIC) {
          Optional<Block> block = soundBlock(at + i);
          if (block.isPresent() && block.get().header().firstSequence() > sequence) {
            return block;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Block> soundBlock(long offset) throws IOException {
    try {
      return Optional.of(blockAt(offset));
    } catch (DamagedException e) {
      return Optional.empty();
    }
  }

  private byte[] read(long offset, int length) throws IOException {
    int wanted = (int) Math.clamp(limit - offset, 0, length);
    if (wanted > WINDOW) {
      return file.read(offset, wanted);
    }
    if (offset < windowAt || offset + wanted > windowAt + window.length) {
      windowAt = offset;
      window = file.read(offset, (int) Math.min(WINDOW, limit - offset));
    }
    int start = (int) (offset - windowAt);
    return Arrays.copyOfRange(window, start, Math.min(start + wanted, window.length));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
