package dev.chaperone.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.SessionId;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P2: a process that is killed, again and again, loses nothing it had acknowledged. */
class KillTest {
  private static final int KILLS = 5;
  private static final int THREADS = 8;

  @TempDir Path data;

  @Test
  void P2_whatAKilledProcessAcknowledgedIsThereAfterwards() throws Exception {
    Random random = new Random(3);
    List<ExchangeId> acknowledged = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  KillTest.class.getName(),
                  data.toString(),
                  "k" + kill)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader lines = child.inputReader()) {
        int wanted = 20 + random.nextInt(300);
        for (int i = 0; i < wanted; i++) {
          acknowledged.add(new ExchangeId(lines.readLine()));
        }
        child.toHandle().destroyForcibly(); // the process itself would close the pipe as well
        String more = lines.readLine();
        while (more != null && more.endsWith(".")) { // a whole line: it was acknowledged
          acknowledged.add(new ExchangeId(more));
          more = lines.readLine();
        }
      }
      child.waitFor();
    }
    try (LocalRecordings store = LocalRecordings.open(StoreConfig.of(data, Clock.systemUTC()))) {
      for (ExchangeId id : acknowledged) {
        assertThat(store.exchange(id)).as(id.value()).isPresent();
      }
      assertThat(store.sessions(1_000))
          .hasSize(KILLS * THREADS)
          .extracting(SessionSummary::state)
          .containsOnly("closed");
      VerificationReport report = store.verify();
      assertThat(report.faults()).isEmpty();
      assertThat(report.frames()).isEqualTo(store.lastSequence());
    }
    System.out.printf(
        "%d kills, %d acknowledged requests, none missing%n", KILLS, acknowledged.size());
  }

  public static void main(String[] args) throws InterruptedException {
    LocalRecordings store =
        LocalRecordings.open(StoreConfig.of(Path.of(args[0]), Clock.systemUTC()));
    // All sessions are open before the first line, however soon after it the kill comes.
    for (int t = 0; t < THREADS; t++) {
      store
          .recorder()
          .record(TestFrames.opened(new SessionId(args[1] + "-" + t), TestFrames.ALICE));
    }
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      SessionId session = new SessionId(args[1] + "-" + t);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 1_000_000; i++) {
                      ExchangeId id = new ExchangeId(session + "-" + i + ".");
                      store
                          .recorder()
                          .record(
                              TestFrames.of(
                                  session, id, TestFrames.received(TestFrames.ALICE, "m")));
                      System.out.println(id);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
