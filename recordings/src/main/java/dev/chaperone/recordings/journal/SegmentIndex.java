package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.storage.Storage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Where the blocks of one segment begin; made by walking over it, and extended as it grows. */
final class SegmentIndex {
  private long[] firstSequences = new long[64];
  private long[] offsets = new long[64];
  private int size;
  private long walkedTo = SegmentHeader.SIZE;

  int size() {
    return size;
  }

  long firstSequence(int block) {
    return firstSequences[block];
  }

  long offset(int block) {
    return offsets[block];
  }

  /** The last block that begins at or before this sequence, else the first. */
  int blockOf(long sequence) {
    int found = Arrays.binarySearch(firstSequences, 0, size, sequence);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  void extend(Storage storage, Segment segment) throws IOException {
    long end = segment.length();
    if (walkedTo >= end) {
      return;
    }
    try (SegmentScanner scanner = SegmentScanner.open(storage, segment)) {
      while (walkedTo < Math.min(end, scanner.limit())) {
        Optional<Block> block = next(scanner);
        if (block.isEmpty()) {
          break; // damaged to the end
        }
        add(block.get());
      }
    }
    walkedTo = Math.max(walkedTo, end);
  }

  private Optional<Block> next(SegmentScanner scanner) throws IOException {
    try {
      return Optional.of(scanner.blockAt(walkedTo));
    } catch (DamagedException e) {
      return scanner.search(walkedTo + 1, size == 0 ? 0 : firstSequences[size - 1]);
    }
  }

  private void add(Block block) {
    if (size == offsets.length) {
      firstSequences = Arrays.copyOf(firstSequences, size * 2);
      offsets = Arrays.copyOf(offsets, size * 2);
    }
    firstSequences[size] = block.header().firstSequence();
    offsets[size] = block.offset();
    size++;
    walkedTo = block.end();
  }
}
