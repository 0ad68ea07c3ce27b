package dev.chaperone.proxy.policy.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the policy's file at intervals and has it reloaded when it changed. Looking costs a
 * {@code stat}, works on every file system, and sees an editor's rename as well as a write.
 */
public final class PolicyWatch implements AutoCloseable {
  /** Saved policies are in force after at most twice this and the time to read them. */
  public static final Duration INTERVAL = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

  private record Stamp(long size, long modified, String key) {}

  private final Path file;
  private final PolicyStore store;
  private final Thread thread;
  private volatile boolean closed;
  private Optional<Stamp> last;

  /** What was written between opening the store and watching its file is read as well. */
  private boolean pending = true;

  private PolicyWatch(Path file, PolicyStore store, Duration interval) {
    this.file = file;
    this.store = store;
    this.last = stamp();
    this.thread = Thread.ofVirtual().name("policy-watch").unstarted(() -> run(interval));
  }

  public static PolicyWatch start(Path file, PolicyStore store, Duration interval) {
    PolicyWatch watch = new PolicyWatch(file, store, interval);
    watch.thread.start();
    return watch;
  }

  private void run(Duration interval) {
    while (!closed) {
      try {
        Thread.sleep(interval);
        look();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        // A listener that fails must not be the last one that hears of a change.
        LOG.warn("The policy's file could not be looked at; trying again.", e);
      }
    }
  }

  /**
   * One look. A file that changed is read when it has stayed the same from one look to the next:
   * half a policy can be a valid one.
   */
  void look() {
    Optional<Stamp> now = stamp();
    if (!now.equals(last)) {
      last = now;
      pending = true;
    } else if (pending) {
      pending = false;
      store.reload();
    }
  }

  private Optional<Stamp> stamp() {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Stamp(
              seen.size(), seen.lastModifiedTime().toMillis(), String.valueOf(seen.fileKey())));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
