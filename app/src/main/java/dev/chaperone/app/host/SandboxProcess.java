package dev.chaperone.app.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the sandbox is started: a JVM of its own, since ZetaSQL's libraries clash with ours. */
public final class SandboxProcess {
  private static final String MAIN = "dev.chaperone.googlesql.sandbox.SandboxMain";

  private SandboxProcess() {}

  /** Empty if the program was not started from a place that has the sandbox. */
  public static Optional<ProcessBuilder> builder(Optional<Path> root, List<String> arguments)
      throws IOException {
    List<String> classPath = classPath(root);
    if (classPath.isEmpty()) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-cp",
            String.join(File.pathSeparator, classPath),
            MAIN));
    command.addAll(arguments);
    return Optional.of(new ProcessBuilder(command));
  }

  /** Of what runs ZetaSQL; empty if the program was not started from a place that has it. */
  static List<String> classPath(Optional<Path> root) throws IOException {
    if (root.isEmpty()) {
      return List.of();
    }
    Path target = folder(root.get());
    List<String> classPath = jars(target);
    classPath.removeIf(jar -> jar.endsWith("-tests.jar") || jar.endsWith("-sources.jar"));
    if (classPath.isEmpty() || !Files.isDirectory(target.resolve("lib"))) {
      return List.of();
    }
    classPath.addAll(jars(target.resolve("lib")));
    return classPath;
  }

  /** In a clone what Maven built; in an app image the jars themselves. */
  private static Path folder(Path root) {
    Path built = root.resolve("googlesql/target");
    return Files.isDirectory(built) ? built : root.resolve("googlesql");
  }

  private static List<String> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return new ArrayList<>();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(
          files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList());
    }
  }
}
