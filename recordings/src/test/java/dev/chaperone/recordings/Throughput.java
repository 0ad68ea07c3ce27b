package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Measures by hand what one store takes on this machine; not a test. */
final class Throughput {
  private Throughput() {}

  public static void main(String[] args) throws Exception {
    Path data = Files.createTempDirectory(Path.of(args[0]), "throughput");
    try (LocalRecordings store = LocalRecordings.open(StoreConfig.of(data, Clock.systemUTC()))) {
      for (int round = 0; round < 3; round++) {
        awaited(store, 8, 4_000, round);
        chunks(store, 512, round);
      }
    }
  }

  private static void awaited(LocalRecordings store, int threads, int each, int round)
      throws InterruptedException {
    long start = System.nanoTime();
    List<Thread> all = new ArrayList<>();
    Random random = new Random(round);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    for (int t = 0; t < threads; t++) {
      SessionId session = new SessionId("r" + round + "-t" + t);
      all.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < each; i++) {
                      store
                          .recorder()
                          .record(
                              TestFrames.of(
                                  session,
                                  new ExchangeId(session + "-" + i),
                                  new FrameBody.Failure("c", text.toString(), Map.of())));
                    }
                  }));
    }
    for (Thread thread : all) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d threads awaiting each 1 KB frame: %.0f frames/s%n", threads, threads * each / seconds);
    start = System.nanoTime();
    store.sessions(1);
    System.out.printf("  database current after %.0f ms%n", (System.nanoTime() - start) / 1e6);
  }

  private static void chunks(LocalRecordings store, int mib, int round) {
    byte[] bytes = new byte[64 << 10];
    Random random = new Random(1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ("{\"v\":\"" + 10 + random.nextInt(1000)).charAt(i % 6);
    }
    long start = System.nanoTime();
    SessionId session = new SessionId("chunks-" + round);
    ExchangeId exchange = new ExchangeId("chunks-" + round);
    for (int i = 0; i < mib * 16; i++) {
      store
          .recorder()
          .append(
              TestFrames.of(
                  session,
                  exchange,
                  new FrameBody.ResponseChunk((long) i * bytes.length, Blob.owning(bytes))));
    }
    store.recorder().record(TestFrames.of(session, exchange, TestFrames.end(List.of())));
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("64 KB chunks: %.0f MB/s%n", mib * 1.048576 / seconds);
  }
}
