package dev.chaperone.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A running {@code serve}: its addresses, what it says, and ways to end it. */
final class ServedGateway implements AutoCloseable {
  private static final int START_MINUTES = 2;

  private final Process process;
  private final BufferedReader out;
  private final Path err;
  private final String readyLine;
  private final URI http;
  private final URI https;

  private ServedGateway(Process process, BufferedReader out, Path err, String readyLine)
      throws IOException {
    this.process = process;
    this.out = out;
    this.err = err;
    this.readyLine = readyLine;
    JsonNode ready = new JsonMapper().readTree(readyLine);
    http = URI.create("http://" + ready.path("http").asText());
    https = URI.create("https://" + ready.path("https").asText());
  }

  static ServedGateway start(ProcessBuilder builder, Path err)
      throws IOException, InterruptedException {
    Process process = builder.redirectError(err.toFile()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    Thread watch = Thread.startVirtualThread(() -> endIfSilent(process, err));
    String line = out.readLine();
    watch.interrupt();
    if (line == null) {
      throw new AssertionError(
          "serve ended with "
              + process.waitFor()
              + " before it listened: "
              + Files.readString(err));
    }
    return new ServedGateway(process, out, err, line);
  }

  /** One that never gets ready must not stop the tests, and should say where it hangs. */
  private static void endIfSilent(Process process, Path err) {
    try {
      if (process.waitFor(START_MINUTES, TimeUnit.MINUTES)) {
        return;
      }
      Path java = Path.of(System.getProperty("java.home"), "bin", "jstack");
      new ProcessBuilder(java.toString(), Long.toString(process.pid()))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(err.toFile()))
          .start()
          .waitFor();
    } catch (IOException e) {
      // Then it ends without a word.
    } catch (InterruptedException e) {
      return; // it is ready
    }
    process.destroyForcibly();
  }

  URI http() {
    return http;
  }

  URI https() {
    return https;
  }

  /** The console port, as {@code HOST:PORT}; {@code ""} if there is none. */
  String console() throws IOException {
    return new JsonMapper().readTree(readyLine).path("console").asText();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; returns once the process is gone. */
  void kill9() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Everything it has said on standard output and standard error; only after it ended. */
  String said() {
    try {
      StringBuilder said = new StringBuilder(readyLine);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append('\n').append(line);
      }
      return said.append('\n').append(Files.readString(err)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it in good order. */
  @Override
  public void close() {
    // Not Process.destroy: that one closes the streams, and with them what was said at the end.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("serve did not end within a minute: " + Files.readString(err));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
