package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.StoreConfig;
import dev.chaperone.recordings.TestClock;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.storage.CrashingStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Wrote the golden files of format version 1, once. They stand for stores in the field: a change
 * that makes them unreadable is wrong, not the files. Run it by hand for a new version only.
 */
final class GoldenV1Generator {
  private GoldenV1Generator() {}

  public static void main(String[] args) throws IOException {
    CrashingStorage storage = new CrashingStorage();
    AtomicLong nanos = new AtomicLong();
    StoreConfig config =
        StoreConfig.of(Path.of("unused"), new TestClock())
            .withJournal(storage)
            .withSizes(6_000, 1 << 20, 0)
            .withCheckpoints(Duration.ofHours(1), 1_000_000)
            .withSources(() -> nanos.addAndGet(1_000), new Random(42));
    Journal journal = CrashTest.open(config).orElseThrow();
    for (FrameDraft draft : GoldenFrames.all()) {
      journal.record(draft);
    }
    journal.erasePayloads(List.of(GoldenFrames.ERASED));
    journal.close();
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    for (String name : storage.list()) {
      Files.write(folder.resolve(name), storage.bytes(name));
    }
    Files.writeString(folder.resolve("headers.txt"), GoldenTest.headers(storage));
  }
}
