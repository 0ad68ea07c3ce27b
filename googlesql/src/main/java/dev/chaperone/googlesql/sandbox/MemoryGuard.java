package dev.chaperone.googlesql.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Ends the process before a query takes all the machine's memory.
 *
 * <p>The native engine has no limit of its own and does not stop when its caller gives up: two
 * tables joined without a condition grow by the gigabyte, outside the Java heap.
 */
final class MemoryGuard {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final long PAGE = 4_096;
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final long limitBytes;
  private final Runnable exceeded;

  private MemoryGuard(long limitBytes, Runnable exceeded) {
    this.limitBytes = limitBytes;
    this.exceeded = exceeded;
  }

  /** Watches from now on; where the system does not tell, nothing is watched. */
  static void start(long limitBytes, Runnable exceeded) {
    if (Files.isReadable(STATM)) {
      // A platform thread: it must run when the queries keep every carrier thread busy.
      Thread thread = new Thread(new MemoryGuard(limitBytes, exceeded)::watch, "memory-guard");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void watch() {
    try {
      while (residentBytes() <= limitBytes) {
        Thread.sleep(INTERVAL);
      }
      exceeded.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long residentBytes() throws IOException {
    return Long.parseLong(Files.readString(STATM).split(" ")[1]) * PAGE;
  }
}
