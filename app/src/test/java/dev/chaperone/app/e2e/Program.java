package dev.chaperone.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts programs as processes of their own. */
final class Program implements AutoCloseable {
  private static final long LIMIT_SECONDS = System.getProperty("tests.long") == null ? 240 : 480;
  private static final int CANNOT_RUN_HERE = 4;

  private final Process process;
  private final String firstLine;

  private Program(Process process, String firstLine) {
    this.process = process;
    this.firstLine = firstLine;
  }

  /** What a process that ended left behind. */
  record Ended(int exit, String out, String err) {}

  /** Chaperone, with the classes under test. */
  static List<String> chaperone(String... arguments) {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.chaperone.app.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The sandbox, as the build left it. */
  static List<String> sandbox(String... arguments) {
    Path target = Clone.root().resolve("googlesql/target");
    String classPath =
        target.resolve("classes") + java.io.File.pathSeparator + target.resolve("lib") + "/*";
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-cp", classPath, "dev.chaperone.googlesql.sandbox.SandboxMain"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        // They live for seconds; the second compiler would cost more than it brings.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC");
  }

  /** The sandbox's way of saying that ZetaSQL has no library for this system. */
  static final class CannotRunHere extends Exception {
    private static final long serialVersionUID = 1L;

    CannotRunHere(String message) {
      super(message);
    }
  }

  /** Starts a server and waits for its ready line. It ends with this process. */
  static Program serve(List<String> command, Path log)
      throws IOException, InterruptedException, CannotRunHere {
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null && process.waitFor() == CANNOT_RUN_HERE) {
      throw new CannotRunHere(Files.readString(log).strip());
    }
    if (line == null) {
      throw new AssertionError("it did not start: " + Files.readString(log));
    }
    return new Program(process, line);
  }

  String address() {
    return firstLine.replaceFirst(" .*", "");
  }

  long pid() {
    return process.pid();
  }

  /** Runs to the end with exactly this environment, beside PATH and HOME. */
  static Ended run(List<String> command, Map<String, String> environment, Path home)
      throws IOException, InterruptedException {
    Files.createDirectories(home);
    Path out = Files.createTempFile(home, "out", ".txt");
    Path err = Files.createTempFile(home, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().putAll(environment);
    Process process =
        builder
            .directory(home.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("it did not end: " + command + "\n" + Files.readString(err));
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Runs a Chaperone command that prints JSON. */
  static JsonNode json(Path home, String... arguments) throws IOException, InterruptedException {
    Ended ended = run(chaperone(arguments), Map.of(), home);
    assertThat(ended.exit()).as(ended.err()).isZero();
    return Json.MAPPER.readTree(ended.out());
  }

  @Override
  public void close() throws InterruptedException, IOException {
    process.getOutputStream().close();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
