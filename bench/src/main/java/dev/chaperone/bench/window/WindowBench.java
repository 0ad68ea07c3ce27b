package dev.chaperone.bench.window;

import dev.chaperone.recordings.frame.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;

/** Opens the window over a large store, lets frames arrive, acts like a person, and prints. */
public final class WindowBench {
  private static long collections;
  private static long collectionMillis;
  private final Settings settings;
  private final FxWatch watch;
  private final PulseLog pulses;
  private final Gateway gateway;

  private WindowBench(Settings settings, FxWatch watch, PulseLog pulses, Gateway gateway) {
    this.settings = settings;
    this.watch = watch;
    this.pulses = pulses;
    this.gateway = gateway;
  }

  /** What is measured; from system properties. */
  record Settings(boolean remote, int sessions, int frames, int seconds, int rate, int seeks) {
    static Settings given() {
      return new Settings(
          Boolean.getBoolean("bench.remote"),
          Integer.getInteger("bench.sessions", 500),
          Integer.getInteger("bench.frames", 100_000),
          Integer.getInteger("bench.seconds", 60),
          Integer.getInteger("bench.rate", 1_000),
          Integer.getInteger("bench.seeks", 500));
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Settings settings = Settings.given();
    PulseLog pulses = PulseLog.install();
    Process.watchCollector();
    Path folder = Files.createTempDirectory("chaperone-window");
    say("%s", settings);
    say("%s", Process.load());
    try (Gateway gateway =
        settings.remote()
            ? Gateway.elsewhere(folder, settings.sessions(), settings.frames())
            : Gateway.here(folder, settings.sessions(), settings.frames())) {
      Thread fx = Desk.startToolkit();
      try (FxWatch watch = new FxWatch(fx)) {
        new WindowBench(settings, watch, pulses, gateway).measure();
      }
    } finally {
      remove(folder);
    }
    Platform.exit();
    System.exit(0);
  }

  private void measure() {
    SessionId longSession = new SessionId(gateway.longSession());
    Desk desk = new Cold(watch, pulses).open(gateway.source(), longSession);
    Opening opening = new Opening(desk, watch, pulses);
    opening.measure(longSession, settings.frames());
    opening.filter();
    profiled(
        () -> print("seek, nothing arriving", new Seeks(desk).measure(settings.seeks(), "seeks")));
    report("seeks");
    arriving(desk, longSession);
    frozen(desk, longSession);
    gateway.rate(0);
    desk.close();
    Desk.pause(1_000); // questions that are still under way
  }

  /** With {@code -Dbench.profile=THREAD} tells what that thread did. */
  private static void profiled(Runnable work) {
    String thread = System.getProperty("bench.profile", "");
    if (thread.isEmpty()) {
      work.run();
      return;
    }
    Sampler sampler = new Sampler(thread);
    work.run();
    try {
      sampler.close();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    sampler.print();
  }

  private void arriving(Desk desk, SessionId longSession) {
    Person person = new Person(desk, watch, longSession);
    gateway.rate(settings.rate());
    Desk.pause(3_000);
    forget(desk);
    int before = Desk.call(() -> desk.model().session().frameCount());
    Desk.run(() -> desk.model().sessions().select(longSession));
    long cpu = Process.cpu();
    long begun = System.nanoTime();
    long heap = 0;
    while (settings.seconds() > 0
        && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(settings.seconds())) {
      person.act();
      Desk.pause(125);
      heap = Math.max(heap, Process.usedHeap());
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    Desk.run(() -> desk.model().sessions().select(longSession));
    Desk.until("caught up", () -> desk.model().session().frameCount() > before);
    say(
        "process: %.0f %% of one processor, heap seen at most %d MB",
        (Process.cpu() - cpu) / 1e7 / seconds, heap >> 20);
    say("%s", desk.tasks().figures());
    report(settings.rate() + " frames/s arriving and a person working");
    forget(desk);
    print(
        "seek, " + settings.rate() + " frames/s arriving",
        new Seeks(desk).measure(Math.min(settings.seeks(), 200), "seeks"));
    say(
        "heap after collection %d MB; sum of pool peaks %d MB",
        Process.heapAfterCollection() >> 20, Process.peakHeap() >> 20);
  }

  /** The owner's process hangs: the window must not. */
  private void frozen(Desk desk, SessionId longSession) {
    if (!gateway.freeze(true)) {
      return;
    }
    try {
      forget(desk);
      Person person = new Person(desk, watch, longSession);
      for (int i = 0; i < 60; i++) {
        person.act();
        Desk.pause(125);
      }
      report("the owner's process stopped, and a person working");
    } finally {
      gateway.freeze(false);
    }
    gateway.rate(settings.rate());
    long before = Desk.call(() -> desk.model().console().statusProperty().get().lastSequence());
    Desk.until(
        "frames again",
        () -> desk.model().console().statusProperty().get().lastSequence() > before);
    say("the owner goes on, and so does the window");
  }

  private void forget(Desk desk) {
    Process.PAUSES.clear();
    collections = Process.collections();
    collectionMillis = Process.collectionMillis();
    watch.forget();
    pulses.forget();
    desk.tasks().clear();
  }

  private void report(String phase) {
    report(phase, watch, pulses);
  }

  /** Prints what the toolkit's thread did since the last report. */
  static void report(String phase, FxWatch watch, PulseLog pulses) {
    say("-- %s", phase);
    say("%s", pulses.pulses().figures());
    say("%s", pulses.onThread().figures());
    say("%s", watch.lateness().figures());
    say("%s", watch.own().figures());
    say("%s", Process.PAUSES.figures());
    Process.PAUSES.clear();
    say(
        "collections in this phase %d, %d ms together",
        Process.collections() - collections, Process.collectionMillis() - collectionMillis);
    collections = Process.collections();
    collectionMillis = Process.collectionMillis();
    List<FxWatch.Stall> worst =
        watch.stalls().stream()
            .filter(s -> s.nanos() > 40_000_000)
            .sorted(Comparator.comparingLong(s -> -s.nanos()))
            .limit(Integer.getInteger("bench.stalls", 6))
            .toList();
    for (FxWatch.Stall stall : worst) {
      say(
          "   %.0f ms (thread's own time %.0f ms) while: %s %s",
          stall.nanos() / 1e6, stall.cpuNanos() / 1e6, stall.doing(), stall.stack());
    }
    pulses.slow().stream().limit(20).forEach(line -> say("   %s", line));
    watch.forget();
    pulses.forget();
  }

  private static void print(String what, Samples samples) {
    say("-- %s: %s", what, samples.figures());
  }

  static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
