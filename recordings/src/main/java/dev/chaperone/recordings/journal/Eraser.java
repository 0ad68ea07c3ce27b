package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.storage.Storage;
import dev.chaperone.recordings.storage.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes payloads out of the journal: writes their segment anew without them, header parts untouched
 * so that every hash still holds, and puts the new file in the old one's place.
 */
final class Eraser {
  private final Storage storage;
  private final Catalogue catalogue;
  private final JournalReader reader;
  private final BlockEncoder encoder = new BlockEncoder();

  Eraser(Storage storage, Catalogue catalogue, JournalReader reader) {
    this.storage = storage;
    this.catalogue = catalogue;
    this.reader = reader;
  }

  void erase(List<Long> sequences) throws IOException {
    TreeSet<Long> left = new TreeSet<>(sequences);
    try (encoder) {
      while (!left.isEmpty()) {
        int index = catalogue.indexOf(left.first());
        List<Segment> segments = catalogue.segments();
        long end =
            index + 1 < segments.size() ? segments.get(index + 1).firstSequence() : Long.MAX_VALUE;
        Set<Long> here = Set.copyOf(left.headSet(end));
        rewrite(segments.get(index), here);
        left.removeAll(here);
      }
    }
  }

  private void rewrite(Segment old, Set<Long> sequences) throws IOException {
    String name = old.name() + JournalRecovery.REWRITE_SUFFIX;
    storage.delete(name);
    boolean changed = false;
    long at = SegmentHeader.SIZE;
    try (SegmentScanner scanner = SegmentScanner.open(storage, old);
        WritableFile out = storage.create(name)) {
      long from = SegmentHeader.SIZE;
      while (from < scanner.limit()) {
        Optional<Block> block = next(scanner, from);
        long until = block.map(Block::offset).orElse(scanner.limit());
        at = copy(scanner, from, until, out, at); // what is damaged stays as it is
        if (block.isEmpty()) {
          break;
        }
        Optional<ByteBuffer> erased = without(scanner, block.get(), sequences, old);
        if (erased.isPresent()) {
          int size = erased.get().remaining();
          out.write(at, erased.get());
          at += size;
          changed = true;
        } else {
          at = copy(scanner, block.get().offset(), block.get().end(), out, at);
        }
        from = block.get().end();
      }
      out.write(0, old.header().rewritten(at).encode());
      out.force();
    }
    if (!changed) {
      storage.delete(name);
      return;
    }
    Segment rewritten = new Segment(old.header().rewritten(at), at);
    reader.exclusively(
        () -> {
          storage.rename(name, old.name());
          catalogue.replace(rewritten);
        });
    storage.forceDirectory();
  }

  private static Optional<Block> next(SegmentScanner scanner, long from) throws IOException {
    try {
      return Optional.of(scanner.blockAt(from));
    } catch (DamagedException e) {
      return scanner.search(from + 1, 0);
    }
  }

  private static long copy(SegmentScanner scanner, long from, long until, WritableFile out, long at)
      throws IOException {
    out.write(at, ByteBuffer.wrap(scanner.bytes(from, Math.toIntExact(until - from))));
    return at + until - from;
  }

  /** The block without these payloads, if it holds any of them. */
  private Optional<ByteBuffer> without(
      SegmentScanner scanner, Block block, Set<Long> sequences, Segment segment)
      throws IOException {
    try {
      List<EncodedFrame> frames = new ArrayList<>(block.encoded(scanner.payload(block)));
      boolean changed = false;
      for (int i = 0; i < frames.size(); i++) {
        if (!frames.get(i).erased() && sequences.contains(block.header().firstSequence() + i)) {
          frames.set(i, frames.get(i).erase());
          changed = true;
        }
      }
      if (!changed) {
        return Optional.empty();
      }
      BlockEncoder.Encoded encoded =
          encoder.encode(
              segment.header().tag(),
              block.header().firstSequence(),
              block.header().previousHash(),
              frames);
      if (!encoded.hash().equals(block.hash())) {
        throw new RecordingException(
            RecordingException.Code.STORE_FAILED, "Erasing would break the store's chain.");
      }
      return Optional.of(encoded.bytes());
    } catch (DamagedException e) {
      return Optional.empty(); // nothing of it can be read anyway; verification reports it
    }
  }
}
