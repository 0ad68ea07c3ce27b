package dev.chaperone.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.storage.SlowDiscardingStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gigabyte of answer with a slow disk fits into a small heap: appenders wait. */
class BoundedMemoryTest {
  private static final long TOTAL = 1L << 30;
  private static final int CHUNK = 64 << 10;

  @TempDir Path data;

  @Test
  void aGigabyteOfChunksWithSlowStorageFitsIntoASmallHeap() throws Exception {
    Process child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BoundedMemoryTest.class.getName(),
                    data.toString()))
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("child.log").toFile())
            .start();
    assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(child.exitValue()).as(() -> "see " + data.resolve("child.log")).isZero();
  }

  public static void main(String[] args) {
    SlowDiscardingStorage storage = new SlowDiscardingStorage();
    StoreConfig config =
        StoreConfig.of(Path.of(args[0]).resolve("store"), new TestClock()).withJournal(storage);
    byte[] noise = new byte[CHUNK];
    new Random(1).nextBytes(noise);
    SessionId session = new SessionId("s-1");
    ExchangeId exchange = new ExchangeId("x-1");
    try (LocalRecordings store = LocalRecordings.open(config)) {
      store.recorder().append(TestFrames.opened(session, TestFrames.ALICE));
      for (long offset = 0; offset < TOTAL; offset += CHUNK) {
        byte[] chunk = noise.clone();
        store
            .recorder()
            .append(
                TestFrames.of(
                    session, exchange, new FrameBody.ResponseChunk(offset, Blob.owning(chunk))));
      }
      store.recorder().record(TestFrames.of(session, exchange, TestFrames.end(List.of())));
      if (store.lastSequence() < TOTAL / CHUNK + 2) {
        throw new IllegalStateException("frames are missing");
      }
    }
  }
}
