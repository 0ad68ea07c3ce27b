package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.app.control.ShortTemp;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.SessionSummary;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped program's demonstration runs in its window; the folder it leaves is opened again with
 * {@code --data}, and the session replays from the first frame to the last.
 */
class DemoReplaysInWindowTest {
  @TempDir(factory = ShortTemp.class)
  Path temp;

  @Test
  void theDemosSessionReplays() throws Exception {
    Path data = temp.resolve("data");
    ShippedProgram program = ShippedProgram.in(temp).with(platform());

    String said = untilSaid(program, "Open it again with:", "demo", "--no-zetasql", "--data", data);
    assertThat(said).contains("Done: 18 requests, 1 error (one on purpose)");
    SessionSummary recorded = session(data);

    Path err = Files.createTempFile(temp, "window", ".txt");
    ProcessBuilder again =
        program.command(
            List.of(
                "--data",
                data.toString(),
                "--port",
                "0",
                "--https-port",
                "0",
                "--credentials",
                "none",
                "--upstream",
                "http://127.0.0.1:9"));
    Process window = again.redirectError(err.toFile()).start();
    try (BufferedReader out = window.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).as(Files.readString(err)).contains("is Chaperone's gateway");
      try (ConsoleProcess replaying = ConsoleProcess.attach(data, temp, "-Xmx256m")) {
        replaying.order("replay");
        long frames = recorded.frames();
        replaying.await(
            line ->
                line.equals(
                    WindowProbe.REPLAY
                        + "exchanges=18 frames="
                        + frames
                        + " stepped="
                        + frames
                        + " played=ENDED at="
                        + frames));
      }
    } finally {
      end(window);
    }
    assertThat(Files.readString(err)).doesNotContain("\tat ").doesNotContain("JavaFX");
  }

  /** Without a display the program's window is on JavaFX's headless platform. */
  private static String[] platform() {
    return System.getenv("DISPLAY") == null
        ? new String[] {"-Dglass.platform=Headless", "-Dprism.order=sw"}
        : new String[] {"-Dprism.order=sw"};
  }

  /** Runs the program until it says this, then ends it as Ctrl-C does. */
  private String untilSaid(ShippedProgram program, String last, Object... arguments)
      throws Exception {
    List<String> line = List.of(arguments).stream().map(Object::toString).toList();
    Path err = Files.createTempFile(temp, "demo", ".txt");
    Process process = program.command(line).redirectError(err.toFile()).start();
    StringBuilder said = new StringBuilder();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String next = out.readLine();
      while (next != null && !next.contains(last)) {
        said.append(next).append('\n');
        next = out.readLine();
      }
      assertThat(next).as(said + Files.readString(err)).isNotNull();
    } finally {
      end(process);
    }
    assertThat(Files.readString(err)).isEmpty();
    return said.toString();
  }

  private static void end(Process process) throws InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end within a minute");
    }
  }

  /** The folder is free again, and holds one whole session. */
  private static SessionSummary session(Path data) {
    try (Recordings recordings = new RealParts(Clock.systemUTC()).openStore(new DataFolder(data))) {
      assertThat(recordings.verify().intact()).isTrue();
      assertThat(recordings.sessions(10)).hasSize(1);
      return recordings.sessions(10).getFirst();
    }
  }
}
