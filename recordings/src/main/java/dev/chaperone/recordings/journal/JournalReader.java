package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Finds and decodes durable frames by sequence. A block that was decoded once is kept a little
 * while, because readers walk through it frame by frame.
 */
public final class JournalReader {
  private static final Set<String> HEAVY =
      Set.of(FrameType.RESPONSE_CHUNK.code(), FrameType.SEALED.code());
  private static final int KEPT_INDEXES = 16;
  private static final long KEPT_WEIGHT = 32L << 20;

  private final Storage storage;
  private final Catalogue catalogue;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Integer, SegmentIndex> indexes = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Long, List<StoredFrame>> decoded = new LinkedHashMap<>(16, 0.75f, true);
  private long decodedWeight;
  private long lightFirst;
  private List<StoredFrame> light = List.of();

  JournalReader(Storage storage, Catalogue catalogue) {
    this.storage = storage;
    this.catalogue = catalogue;
  }

  /** The frame with this sequence; empty if it is not durable, or its block is damaged. */
  public Optional<StoredFrame> frame(long sequence) {
    List<StoredFrame> frames = read(sequence, 1, 1);
    return frames.isEmpty() || frames.getFirst().sequence() != sequence
        ? Optional.empty()
        : Optional.of(frames.getFirst());
  }

  /**
   * Durable frames from this sequence on, in order, at least one if there is any. Frames of a block
   * that cannot be read are left out.
   */
  public List<StoredFrame> read(long from, int maxFrames, long maxWeight) {
    return locked(from, maxFrames, maxWeight, this::block);
  }

  /** The same without the bodies of answers' pieces: they are most of a journal. */
  List<StoredFrame> readWithoutChunks(long from, int maxFrames, long maxWeight) {
    return locked(from, maxFrames, maxWeight, this::lightBlock);
  }

  /** What these frames, in ascending order, tell without pieces of bodies; as far as readable. */
  List<FrameHead> heads(List<Long> sequences) {
    List<FrameHead> heads = new ArrayList<>(sequences.size());
    int done = 0;
    while (done < sequences.size()) {
      // The lock is taken for each block, so that others come in between.
      done = headsOfBlock(sequences, done, heads);
    }
    return heads;
  }

  private int headsOfBlock(List<Long> sequences, int done, List<FrameHead> heads) {
    lock.lock();
    try {
      long from = sequences.get(done);
      List<Segment> segments = catalogue.segments();
      if (segments.isEmpty()) {
        return sequences.size();
      }
      int place = catalogue.indexOf(from);
      Segment segment = segments.get(place);
      SegmentIndex index = index(segment);
      int block = index.blockOf(from);
      if (block >= index.size()) {
        return done + 1;
      }
      long next =
          block + 1 < index.size()
              ? index.firstSequence(block + 1)
              : place + 1 < segments.size()
                  ? segments.get(place + 1).firstSequence()
                  : Long.MAX_VALUE;
      int end = done + 1;
      while (end < sequences.size() && sequences.get(end) < next) {
        end++;
      }
      Set<Long> wanted = new HashSet<>(sequences.subList(done, end));
      heads.addAll(
          decode(
              segment,
              index.firstSequence(block),
              (scanner, found) -> found.heads(scanner.payload(found), wanted::contains)));
      return end;
    } catch (IOException e) {
      throw unreadable(e);
    } finally {
      lock.unlock();
    }
  }

  private interface BlockSource {
    List<StoredFrame> frames(Segment segment, long firstSequence) throws IOException;
  }

  private List<StoredFrame> locked(long from, int maxFrames, long maxWeight, BlockSource blocks) {
    lock.lock();
    try {
      return collect(from, maxFrames, maxWeight, blocks);
    } catch (IOException e) {
      throw unreadable(e);
    } finally {
      lock.unlock();
    }
  }

  private RecordingException unreadable(IOException e) {
    return new RecordingException(
        RecordingException.Code.STORE_FAILED,
        "The journal in " + storage.describe() + " cannot be read: " + e.getMessage(),
        e);
  }

  private List<StoredFrame> collect(long from, int maxFrames, long maxWeight, BlockSource blocks)
      throws IOException {
    List<StoredFrame> result = new ArrayList<>();
    long weight = 0;
    List<Segment> segments = catalogue.segments();
    for (int s = segments.isEmpty() ? 0 : catalogue.indexOf(from); s < segments.size(); s++) {
      Segment segment = segments.get(s);
      SegmentIndex index = index(segment);
      for (int b = index.blockOf(from); b < index.size(); b++) {
        for (StoredFrame frame : blocks.frames(segment, index.firstSequence(b))) {
          if (frame.sequence() < from) {
            continue;
          }
          weight += frame.weight();
          if (!result.isEmpty() && (result.size() >= maxFrames || weight > maxWeight)) {
            return result;
          }
          result.add(frame);
        }
      }
    }
    return result;
  }

  private SegmentIndex index(Segment segment) throws IOException {
    SegmentIndex index = indexes.computeIfAbsent(segment.number(), n -> new SegmentIndex());
    index.extend(storage, segment);
    if (indexes.size() > KEPT_INDEXES) {
      Iterator<Integer> eldest = indexes.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
    return index;
  }

  private List<StoredFrame> block(Segment segment, long firstSequence) throws IOException {
    List<StoredFrame> known = decoded.get(firstSequence);
    if (known != null) {
      return known;
    }
    List<StoredFrame> frames = decode(segment, firstSequence, frames(header -> true));
    decoded.put(firstSequence, frames);
    decodedWeight += weight(frames);
    Iterator<List<StoredFrame>> eldest = decoded.values().iterator();
    while (decodedWeight > KEPT_WEIGHT && decoded.size() > 1) {
      decodedWeight -= weight(eldest.next());
      eldest.remove();
    }
    return frames;
  }

  private List<StoredFrame> lightBlock(Segment segment, long firstSequence) throws IOException {
    List<StoredFrame> known = decoded.get(firstSequence);
    if (known != null) {
      return known;
    }
    if (lightFirst != firstSequence) {
      light = decode(segment, firstSequence, frames(h -> !HEAVY.contains(h.type())));
      lightFirst = firstSequence;
    }
    return light;
  }

  private interface Decoder<T> {
    List<T> decode(SegmentScanner scanner, Block block) throws IOException, DamagedException;
  }

  private static Decoder<StoredFrame> frames(Predicate<FrameHeader> wanted) {
    return (scanner, block) -> block.frames(scanner.payload(block), wanted);
  }

  /** Erasure may have moved the block since the index was made: then the index is made again. */
  private <T> List<T> decode(Segment segment, long firstSequence, Decoder<T> decoder)
      throws IOException {
    for (int attempt = 0; attempt < 2; attempt++) {
      SegmentIndex index = index(segment);
      try (SegmentScanner scanner = SegmentScanner.open(storage, segment)) {
        Block block = scanner.blockAt(index.offset(index.blockOf(firstSequence)));
        if (block.header().firstSequence() == firstSequence) {
          return decoder.decode(scanner, block);
        }
      } catch (DamagedException e) {
        // looked for again below
      }
      indexes.remove(segment.number());
    }
    return List.of();
  }

  private static long weight(List<StoredFrame> frames) {
    long weight = 0;
    for (StoredFrame frame : frames) {
      weight += frame.weight();
    }
    return weight;
  }

  /** What changes files under the reader. */
  interface FileChange {
    void apply() throws IOException;
  }

  /** Changes files while nobody reads, and forgets what was decoded from them. */
  void exclusively(FileChange change) throws IOException {
    lock.lock();
    try {
      change.apply();
    } finally {
      indexes.clear();
      decoded.clear();
      decodedWeight = 0;
      lightFirst = 0;
      light = List.of();
      lock.unlock();
    }
  }
}
