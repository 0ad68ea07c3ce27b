package dev.chaperone.bench.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;

/**
 * Posts an empty task to the toolkit's thread every few milliseconds and measures how late it runs:
 * whatever keeps the thread, a pulse, an event, a task or the garbage collector, shows as lateness.
 * While it is late the thread's stack is looked at.
 */
final class FxWatch implements AutoCloseable {
  private static final long BEAT = 5_000_000;
  private static final long LOOK_AFTER = 30_000_000;
  private static final int FRAMES = 14;

  private final Thread fx;
  private final Thread watcher;
  private final List<Stall> stalls = new ArrayList<>();
  private final Samples lateness = new Samples("lateness of an empty task");
  private final Samples own = new Samples("of which the thread itself computed");
  private volatile String doing = "start";
  private volatile boolean closed;
  private volatile long ran;

  /** The thread did not answer for so long. */
  record Stall(String doing, long nanos, long cpuNanos, String stack) {}

  FxWatch(Thread fx) {
    this.fx = fx;
    this.watcher = Thread.ofPlatform().daemon().name("fx-watch").start(this::watch);
    watcher.setPriority(Thread.MAX_PRIORITY);
  }

  void doing(String what) {
    doing = what;
  }

  private void watch() {
    while (!closed) {
      LockSupport.parkNanos(BEAT);
      long posted = System.nanoTime();
      long cpu = cpu();
      ran = 0;
      try {
        Platform.runLater(() -> ran = System.nanoTime());
      } catch (IllegalStateException e) {
        return;
      }
      String stack = await(posted);
      long late = ran - posted;
      synchronized (this) {
        lateness.add(late);
        long spent = cpu() - cpu;
        own.add(Math.min(late, spent));
        if (late > 16_000_000) {
          stalls.add(new Stall(doing, late, spent, stack));
        }
      }
    }
  }

  private String await(long posted) {
    Map<String, Integer> seen = new TreeMap<>();
    while (ran == 0 && !closed) {
      LockSupport.parkNanos(500_000);
      if (ran == 0 && System.nanoTime() - posted > LOOK_AFTER) {
        seen.merge(stack(), 1, Integer::sum);
        LockSupport.parkNanos(4_000_000);
      }
    }
    return seen.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(e -> e.getValue() + "x " + e.getKey())
        .orElse("");
  }

  /** The innermost frames, and all of the program's own. */
  private String stack() {
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (StackTraceElement e : fx.getStackTrace()) {
      boolean own = e.getClassName().startsWith("dev.chaperone");
      if (shown < FRAMES || own) {
        shown++;
        text.append("\n      ").append(own ? "* " : "  ");
        text.append(e.getClassName().replaceAll("^.*\\.(?=[^.]+$)", ""));
        text.append('.').append(e.getMethodName()).append(':').append(e.getLineNumber());
      }
    }
    return text.toString();
  }

  private long cpu() {
    return Process.threadCpu(fx);
  }

  synchronized Samples lateness() {
    return lateness;
  }

  synchronized Samples own() {
    return own;
  }

  synchronized List<Stall> stalls() {
    return List.copyOf(stalls);
  }

  synchronized void forget() {
    stalls.clear();
    lateness.clear();
    own.clear();
  }

  @Override
  public void close() {
    closed = true;
    watcher.interrupt();
  }
}
