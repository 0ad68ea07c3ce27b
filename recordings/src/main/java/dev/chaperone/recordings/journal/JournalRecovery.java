package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.storage.ReadableFile;
import dev.chaperone.recordings.storage.Storage;
import dev.chaperone.recordings.storage.WritableFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, at open, which bytes are the store: follows the segments backwards from the last one,
 * and cuts what a crash left unfinished at the end of the last. Only that one is read whole.
 */
final class JournalRecovery {
  static final String REWRITE_SUFFIX = ".tmp";
  private static final Logger LOG = LoggerFactory.getLogger(JournalRecovery.class);

  private final Storage storage;
  private final long durableThrough;
  private final List<String> faults = new ArrayList<>();

  /**
   * @param durableThrough a sequence known to have been durable: a damaged block up to there is
   *     damage, not the unfinished end
   */
  JournalRecovery(Storage storage, long durableThrough) {
    this.storage = storage;
    this.durableThrough = durableThrough;
  }

  /**
   * The store as found.
   *
   * @param highestNumber no segment made from now on has this number or a lower one
   * @param continuable whether the last segment ends cleanly and can be written on
   * @param faults what was found damaged, one line each
   */
  record Found(
      Catalogue catalogue,
      long lastSequence,
      Digest chainHead,
      int highestNumber,
      boolean continuable,
      List<String> faults) {}

  Found recover() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (String name : storage.list()) {
      OptionalInt number = Segment.numberOf(name);
      if (number.isPresent()) {
        numbers.add(number.getAsInt());
      } else if (name.endsWith(REWRITE_SUFFIX)) {
        storage.delete(name); // an erasure that did not come to its end; the old file stands
      }
    }
    int highest = numbers.isEmpty() ? 0 : numbers.getLast();
    List<Segment> segments = new ArrayList<>();
    Tail tail = new Tail(0, Digest.ZERO, SegmentHeader.SIZE, true);
    Optional<SegmentHeader> next = Optional.empty();
    for (int i = numbers.size() - 1; i >= 0; i--) {
      int number = numbers.get(i);
      if (next.isPresent() && number > next.get().previousNumber()) {
        continue; // abandoned before anything in it counted
      }
      Optional<SegmentHeader> header = header(number);
      if (header.isEmpty()) {
        continue;
      }
      if (next.isEmpty()) {
        tail = tail(header.get());
        segments.add(new Segment(header.get(), tail.end()));
      } else {
        segments.add(new Segment(header.get(), length(header.get(), next.get())));
        reportMissing(number, next.get());
      }
      next = header;
    }
    Collections.reverse(segments);
    if (next.isPresent() && next.get().previousNumber() != 0) {
      faults.add(
          "segment "
              + Segment.nameOf(next.get().previousNumber())
              + " is missing: the store begins"
              + " with sequence "
              + next.get().firstSequence());
    }
    faults.forEach(fault -> LOG.warn("The journal in {}: {}", storage.describe(), fault));
    return new Found(
        new Catalogue(segments),
        tail.sequence,
        tail.head,
        highest,
        tail.clean,
        List.copyOf(faults));
  }

  private void reportMissing(int number, SegmentHeader successor) {
    if (number < successor.previousNumber()) {
      faults.add("segment " + Segment.nameOf(successor.previousNumber()) + " is missing");
    }
  }

  private static long length(SegmentHeader header, SegmentHeader successor) {
    if (header.number() != successor.previousNumber()) {
      return Long.MAX_VALUE; // the segment that knew is missing: all of the file
    }
    return header.rewrittenLength() > 0 ? header.rewrittenLength() : successor.previousLength();
  }

  /** The segment's header, restored from its first block if the header itself is damaged. */
  private Optional<SegmentHeader> header(int number) throws IOException {
    String name = Segment.nameOf(number);
    try (ReadableFile file = storage.read(name)) {
      byte[] bytes = file.read(0, SegmentHeader.SIZE);
      try {
        SegmentHeader header = SegmentHeader.decode(bytes);
        if (header.number() == number) {
          return Optional.of(header);
        }
        faults.add("segment " + name + " holds segment " + header.number() + ": left out");
        return Optional.empty();
      } catch (DamagedException e) {
        return restored(number, name, file, e);
      }
    }
  }

  /** A header is forced before the first block: without a sound block nothing ever counted. */
  private Optional<SegmentHeader> restored(
      int number, String name, ReadableFile file, DamagedException why) throws IOException {
    try {
      byte[] bytes = file.read(SegmentHeader.SIZE, BlockHeader.SIZE);
      BlockHeader block = BlockHeader.decode(bytes);
      try (SegmentScanner scanner =
          SegmentScanner.open(storage, name, block.segmentTag(), file.length())) {
        scanner.blockAt(SegmentHeader.SIZE);
      }
      faults.add(
          "segment " + name + ": " + why.getMessage() + "; its blocks are read all the same");
      return Optional.of(
          new SegmentHeader(
              number,
              block.firstSequence(),
              Instant.EPOCH,
              number - 1,
              0,
              block.previousHash(),
              0,
              block.segmentTag()));
    } catch (DamagedException e) {
      LOG.info("Segment {} was begun but never used", name);
      return Optional.empty();
    }
  }

  private record Tail(long sequence, Digest head, long end, boolean clean) {}

  private Tail tail(SegmentHeader header) throws IOException {
    String name = Segment.nameOf(header.number());
    long fileLength;
    long sequence = header.firstSequence() - 1;
    Digest head = header.chainHead();
    long at = SegmentHeader.SIZE;
    try (SegmentScanner scanner =
        SegmentScanner.open(storage, name, header.tag(), Long.MAX_VALUE)) {
      fileLength = scanner.limit();
      while (at < fileLength) {
        Optional<Block> found = blockOrNext(scanner, name, at, sequence);
        if (found.isEmpty()) {
          break;
        }
        Block block = found.get();
        if (block.end() == fileLength && unfinished(scanner, name, block)) {
          break;
        }
        sequence = block.header().lastSequence();
        head = block.hash();
        at = block.end();
      }
    }
    boolean clean = at == fileLength || cut(name, at, fileLength);
    return new Tail(sequence, head, at, clean && forced(name));
  }

  /**
   * The block here, or behind damage the next one. Each block was forced before the next was
   * written, so damage with a sound block behind it befell something durable.
   */
  private Optional<Block> blockOrNext(SegmentScanner scanner, String name, long at, long sequence)
      throws IOException {
    try {
      return Optional.of(scanner.blockAt(at));
    } catch (DamagedException e) {
      Optional<Block> next = scanner.search(at + 1, sequence);
      if (next.isPresent()) {
        faults.add(
            "segment "
                + name
                + ", byte "
                + at
                + ": "
                + e.getMessage()
                + "; frames "
                + (sequence + 1)
                + " to "
                + (next.get().header().firstSequence() - 1)
                + " are lost");
      }
      return next;
    }
  }

  private boolean unfinished(SegmentScanner scanner, String name, Block block) throws IOException {
    try {
      block.encoded(scanner.payload(block));
      return false;
    } catch (DamagedException e) {
      if (block.header().lastSequence() > durableThrough) {
        return true;
      }
      faults.add(
          "segment "
              + name
              + ", byte "
              + block.offset()
              + ": "
              + e.getMessage()
              + "; the payloads of frames "
              + block.header().firstSequence()
              + " to "
              + block.header().lastSequence()
              + " are lost");
      return false;
    }
  }

  private boolean cut(String name, long at, long fileLength) {
    LOG.info("Cut {} unfinished bytes from the end of {}", fileLength - at, name);
    try (WritableFile file = storage.open(name)) {
      file.truncate(at);
      file.force();
      return true;
    } catch (IOException e) {
      LOG.warn("Could not cut {}; the next segment will say where it ends", name, e);
      return false;
    }
  }

  /** What a killed process wrote but did not force could still be lost: it counts only now. */
  private boolean forced(String name) throws IOException {
    try (WritableFile file = storage.open(name)) {
      file.force();
      return true;
    }
  }
}
