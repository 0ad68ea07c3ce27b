package dev.chaperone.proxy.identity;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port through which work is repeated in the background, so that tests need no waiting. */
@FunctionalInterface
public interface Repeater {

  /** Runs the task again and again, first after one period, until the repetition is closed. */
  Repetition every(Duration period, Runnable task);

  /** One task being repeated. */
  interface Repetition extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Repeats on a daemon thread of its own; a run that fails is logged and does not end the
   * repetition.
   */
  static Repeater onDaemonThread(String name) {
    return (period, task) -> {
      Logger log = LoggerFactory.getLogger(Repeater.class);
      ScheduledExecutorService executor =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name(name).factory());
      Runnable guarded =
          () -> {
            try {
              task.run();
            } catch (RuntimeException e) {
              log.warn("Background task {} failed and will run again.", name, e);
            }
          };
      var unused =
          executor.scheduleWithFixedDelay(
              guarded, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
      return executor::shutdownNow;
    };
  }
}
