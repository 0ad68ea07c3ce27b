package dev.chaperone.app.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A {@link WindowProbe} that runs: what it says, and what is done to it. */
final class ConsoleProcess implements AutoCloseable {
  private static final long SECONDS = 90;

  private final Process process;
  private final Path err;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private ConsoleProcess(Process process, Path err) {
    this.process = process;
    this.err = err;
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().start(() -> out.lines().forEach(lines::add));
  }

  /** Attaches the window and returns once it is connected. */
  static ConsoleProcess attach(Path data, Path folder, String heap) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            heap,
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-Djavafx.cachedir=" + folder.resolve("javafx"),
            "-cp",
            System.getProperty("java.class.path"),
            WindowProbe.class.getName(),
            data.toString(),
            folder.toString()));
    Path err = Files.createTempFile(folder, "window", ".txt");
    ConsoleProcess console =
        new ConsoleProcess(new ProcessBuilder(command).redirectError(err.toFile()).start(), err);
    console.await((WindowProbe.CONNECTION + "CONNECTED")::equals);
    return console;
  }

  /** Waits until the window has shown the frame of this sequence. */
  void awaitSeen(long sequence) throws Exception {
    await(
        line ->
            line.startsWith(WindowProbe.SEEN)
                && Long.parseLong(line.substring(WindowProbe.SEEN.length())) >= sequence);
  }

  void await(Predicate<String> wanted) throws Exception {
    while (true) {
      String line = lines.poll(SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("the window says nothing more: " + Files.readString(err));
      }
      if (wanted.test(line)) {
        return;
      }
    }
  }

  /** What it has said since it was last asked. */
  List<String> said() {
    List<String> said = new ArrayList<>();
    lines.drainTo(said);
    return said;
  }

  void order(String line) throws IOException {
    Writer in = process.outputWriter(StandardCharsets.UTF_8);
    in.write(line + "\n");
    in.flush();
  }

  /** {@code STOP}, {@code CONT} or {@code KILL}. */
  void signal(String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("kill -" + name + " failed");
    }
    if (name.equals("KILL")) {
      process.waitFor();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }
}
