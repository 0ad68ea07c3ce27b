package dev.chaperone.recordings;

import dev.chaperone.recordings.storage.FileStorage;
import dev.chaperone.recordings.storage.Storage;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a recordings store is opened with.
 *
 * @param data the data folder; the database lies in it
 * @param journal where the journal's segments are
 * @param monotonic nanoseconds of a clock that never steps
 * @param random source of salts; anything but a secure one is for tests
 * @param segmentBytes a segment is followed by a new one from this size on
 * @param queueBytes appending waits while more than this is on its way to the writer
 * @param reserveBytes below this much free space only decisions, errors and ends are accepted
 * @param checkpointInterval a checkpoint is written at the latest so long after a frame
 * @param checkpointFrames and at the latest after so many frames
 */
public record StoreConfig(
    Path data,
    Storage journal,
    Clock clock,
    LongSupplier monotonic,
    RandomGenerator random,
    long segmentBytes,
    long queueBytes,
    long reserveBytes,
    Duration checkpointInterval,
    int checkpointFrames) {
  private static final long MIB = 1L << 20;

  public StoreConfig {
    if (segmentBytes < 1 || queueBytes < 1 || reserveBytes < 0 || checkpointFrames < 1) {
      throw new IllegalArgumentException("sizes and limits of a store are positive");
    }
  }

  /** The defaults, with the journal in the data folder. */
  public static StoreConfig of(Path data, Clock clock) {
    return new StoreConfig(
        data,
        FileStorage.at(data.resolve("journal")),
        clock,
        System::nanoTime,
        new SecureRandom(),
        64 * MIB,
        16 * MIB,
        64 * MIB,
        Duration.ofSeconds(10),
        1_000);
  }

  public StoreConfig withJournal(Storage storage) {
    return new StoreConfig(
        data,
        storage,
        clock,
        monotonic,
        random,
        segmentBytes,
        queueBytes,
        reserveBytes,
        checkpointInterval,
        checkpointFrames);
  }

  public StoreConfig withSizes(long newSegmentBytes, long newQueueBytes, long newReserveBytes) {
    return new StoreConfig(
        data,
        journal,
        clock,
        monotonic,
        random,
        newSegmentBytes,
        newQueueBytes,
        newReserveBytes,
        checkpointInterval,
        checkpointFrames);
  }

  public StoreConfig withCheckpoints(Duration interval, int frames) {
    return new StoreConfig(
        data,
        journal,
        clock,
        monotonic,
        random,
        segmentBytes,
        queueBytes,
        reserveBytes,
        interval,
        frames);
  }

  public StoreConfig withSources(LongSupplier newMonotonic, RandomGenerator newRandom) {
    return new StoreConfig(
        data,
        journal,
        clock,
        newMonotonic,
        newRandom,
        segmentBytes,
        queueBytes,
        reserveBytes,
        checkpointInterval,
        checkpointFrames);
  }
}
