package dev.chaperone.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs the program as it is shipped: its own main class in its own JVM. */
final class ShippedProgram {
  private static final long MINUTES = 3;

  private final Path workFolder;
  private final List<String> jvmOptions;
  private final String classPath;

  /** What a command that has ended left. */
  record Ended(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
      return new JsonMapper().readTree(out);
    }
  }

  private ShippedProgram(Path workFolder, List<String> jvmOptions, String classPath) {
    this.workFolder = workFolder;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.classPath = classPath;
  }

  /** Writes what the processes say into the folder. */
  static ShippedProgram in(Path workFolder) {
    return new ShippedProgram(workFolder, List.of(), shippedClassPath());
  }

  ShippedProgram with(String... moreJvmOptions) {
    List<String> options = new ArrayList<>(jvmOptions);
    options.addAll(List.of(moreJvmOptions));
    return new ShippedProgram(workFolder, options, classPath);
  }

  /** The program with some of its classes replaced, for tests of the tests. */
  ShippedProgram withClasses(Path folder) {
    return new ShippedProgram(workFolder, jvmOptions, folder + File.pathSeparator + classPath);
  }

  ProcessBuilder command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Serial collector and one compiler: many of these start on few cores.
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-Duser.home=" + workFolder));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, "dev.chaperone.app.Main"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
    return builder;
  }

  /** Runs a command to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(workFolder, "out", ".txt");
    Path err = Files.createTempFile(workFolder, "err", ".txt");
    Process process =
        command(List.of(arguments))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("did not end in time: " + String.join(" ", arguments));
    }
    return new Ended(process.exitValue(), text(out), text(err));
  }

  /** Starts {@code serve} on free ports and waits until it listens. */
  ServedGateway serve(Path data, String upstream, String credentials)
      throws IOException, InterruptedException {
    return serve(data, 0, upstream, credentials);
  }

  /** The same on this HTTP port, with more options; in lexer-only mode unless they say other. */
  ServedGateway serve(
      Path data, int port, String upstream, String credentials, String... moreOptions)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--https-port",
                "0",
                "--upstream",
                upstream,
                "--credentials",
                credentials,
                "--json"));
    arguments.addAll(List.of(moreOptions));
    if (!arguments.contains("--sql-analysis")) {
      // What is tried here has nothing to do with SQL, and the analyser's process takes its time.
      arguments.addAll(List.of("--sql-analysis", "lexer"));
    }
    return ServedGateway.start(
        command(arguments), Files.createTempFile(workFolder, "serve", ".txt"));
  }

  static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** The tests' class path without the tests. */
  private static String shippedClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
