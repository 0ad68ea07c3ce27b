package dev.chaperone.bench.window;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks every few milliseconds at what one thread does, and counts methods: a small profiler. */
final class Sampler implements AutoCloseable {
  private static final int DEPTH = 60;

  private final String threadName;
  private final Thread thread;
  private final Map<String, Integer> tops = new HashMap<>();
  private final Map<String, Integer> any = new HashMap<>();
  private volatile boolean closed;
  private int samples;

  Sampler(String threadName) {
    this.threadName = threadName;
    this.thread = Thread.ofPlatform().daemon().name("sampler").start(this::run);
  }

  private void run() {
    while (!closed) {
      find().ifPresent(this::look);
      Desk.pause(5);
    }
  }

  private Optional<Thread> find() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith(threadName))
        .findFirst();
  }

  private void look(Thread found) {
    StackTraceElement[] stack = found.getStackTrace();
    if (stack.length < 8) {
      return; // idle
    }
    samples++;
    tops.merge(name(stack[0]), 1, Integer::sum);
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 0; i < Math.min(DEPTH, stack.length); i++) {
      seen.add(name(stack[i]));
    }
    seen.forEach(method -> any.merge(method, 1, Integer::sum));
  }

  private static String name(StackTraceElement e) {
    return e.getClassName().replaceAll("^.*\\.(?=[^.]+$)", "") + "." + e.getMethodName();
  }

  void print() {
    WindowBench.say("-- %s: %d samples; innermost, then anywhere", threadName, samples);
    print(tops, 12);
    print(any, 60);
  }

  private static void print(Map<String, Integer> counts, int most) {
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(most)
        .forEach(e -> WindowBench.say("   %5d %s", e.getValue(), e.getKey()));
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
