package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.storage.Storage;
import dev.chaperone.recordings.storage.WritableFile;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes and forces one block at a time to the current segment, and begins a new one when that is
 * full, sealed or abandoned. Its state always tells what is durable and nothing else.
 */
final class SegmentWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

  private final Storage storage;
  private final Catalogue catalogue;
  private final Clock clock;
  private final RandomGenerator random;
  private final long sizeLimit;
  private final BlockEncoder encoder = new BlockEncoder();
  private Digest chainHead;
  private int highestNumber;
  private boolean continuable;
  private Optional<WritableFile> file = Optional.empty();

  SegmentWriter(
      Storage storage,
      JournalRecovery.Found found,
      Clock clock,
      RandomGenerator random,
      long sizeLimit) {
    this.storage = storage;
    this.catalogue = found.catalogue();
    this.clock = clock;
    this.random = random;
    this.sizeLimit = sizeLimit;
    this.chainHead = found.chainHead();
    this.highestNumber = found.highestNumber();
    this.continuable = found.continuable();
  }

  synchronized Digest chainHead() {
    return chainHead;
  }

  /** Makes one block of the frames durable; after an exception nothing of it counts. */
  synchronized void write(long firstSequence, List<EncodedFrame> frames) throws IOException {
    Optional<Segment> last = catalogue.last();
    if (last.isPresent() && last.get().length() >= sizeLimit) {
      seal();
    }
    Segment segment =
        file.isPresent() || (continuable && last.isPresent())
            ? last.orElseThrow()
            : begin(firstSequence);
    WritableFile out = file.isPresent() ? file.get() : storage.open(segment.name());
    file = Optional.of(out);
    BlockEncoder.Encoded block =
        encoder.encode(segment.header().tag(), firstSequence, chainHead, frames);
    long size = block.bytes().remaining();
    out.write(segment.length(), block.bytes());
    out.force();
    segment.grow(segment.length() + size);
    chainHead = block.hash();
  }

  private Segment begin(long firstSequence) throws IOException {
    Optional<Segment> last = catalogue.last();
    highestNumber++;
    SegmentHeader header =
        new SegmentHeader(
            highestNumber,
            firstSequence,
            clock.instant(),
            last.map(Segment::number).orElse(0),
            last.map(Segment::length).orElse(0L),
            chainHead,
            0,
            random.nextLong());
    Segment segment = new Segment(header, SegmentHeader.SIZE);
    try {
      WritableFile out = storage.create(segment.name());
      file = Optional.of(out);
      out.write(0, header.encode());
      out.force();
      storage.forceDirectory();
    } catch (IOException e) {
      closeFile();
      delete(segment);
      throw e;
    }
    catalogue.add(segment);
    return segment;
  }

  /** The next block goes to a new segment. */
  synchronized void seal() {
    closeFile();
    continuable = false;
  }

  /**
   * Gives the current segment up after a failure. Cutting it is worth a try only: its successor
   * says where it ends.
   */
  synchronized void abandon() {
    Optional<Segment> last = catalogue.last();
    if (file.isPresent() && last.isPresent()) {
      try {
        file.get().truncate(last.get().length());
        file.get().force();
      } catch (IOException e) {
        LOG.debug("Could not cut the abandoned segment {}", last.get().name(), e);
      }
      seal();
      if (last.get().empty()) {
        catalogue.remove(last.get());
        delete(last.get());
      }
    }
    seal();
  }

  private void delete(Segment segment) {
    try {
      storage.delete(segment.name());
    } catch (IOException e) {
      LOG.debug("Could not delete the unused segment {}", segment.name(), e);
    }
  }

  private void closeFile() {
    if (file.isPresent()) {
      try {
        file.get().close();
      } catch (IOException e) {
        LOG.debug("Closing a segment failed; what counts of it was forced", e);
      }
      file = Optional.empty();
    }
  }

  @Override
  public synchronized void close() {
    seal();
    encoder.close();
  }
}
