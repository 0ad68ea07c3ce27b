package dev.chaperone.googlesql.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Ends this process when the native library takes more memory than it may. */
final class MemoryGuard {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final long PAGE = 4_096;
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private MemoryGuard() {}

  /** Watches from now on; where the system does not tell, nothing is watched. */
  static void start(long limitBytes, Runnable exceeded) {
    if (Files.isReadable(STATM)) {
      Thread thread = new Thread(() -> watch(limitBytes, exceeded), "memory-guard");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void watch(long limitBytes, Runnable exceeded) {
    try {
      while (Long.parseLong(Files.readString(STATM).split(" ")[1]) * PAGE <= limitBytes) {
        Thread.sleep(INTERVAL);
      }
    } catch (IOException e) {
      // As good as too much: it cannot be watched any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    exceeded.run();
  }
}
