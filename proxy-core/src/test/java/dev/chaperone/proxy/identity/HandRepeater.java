package dev.chaperone.proxy.identity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Repeats when the test says so. */
public final class HandRepeater implements Repeater {
  private final List<Runnable> tasks = new ArrayList<>();

  @Override
  public Repetition every(Duration period, Runnable task) {
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  public void runOnce() {
    List.copyOf(tasks).forEach(Runnable::run);
  }

  public int active() {
    return tasks.size();
  }
}
