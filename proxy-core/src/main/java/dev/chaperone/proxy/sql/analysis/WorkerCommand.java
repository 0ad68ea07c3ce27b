package dev.chaperone.proxy.sql.analysis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts the worker as a JVM with nothing in it: no environment, no data folder, pipes only.
 *
 * <p>The native library unpacks itself to the folder for temporary files at each start, and is left
 * there by a process that is killed; so each worker has a folder of its own, removed after it.
 */
public final class WorkerCommand implements WorkerLauncher {
  private static final String PREFIX = "chaperone-analysis-";

  private final Path java;
  private final List<Path> classPath;
  private final String mainClass;
  private final int memoryMegabytes;
  private final Path temporary;

  public WorkerCommand(
      Path java, List<Path> classPath, String mainClass, int memoryMegabytes, Path temporary) {
    this.java = java;
    this.classPath = List.copyOf(classPath);
    this.mainClass = mainClass;
    this.memoryMegabytes = memoryMegabytes;
    this.temporary = temporary;
  }

  @Override
  public Process launch() throws IOException {
    sweep();
    Path folder =
        Files.createTempDirectory(temporary, PREFIX + ProcessHandle.current().pid() + "-");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-Xmx" + memoryMegabytes / 2 + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + folder.resolve("crash.log"),
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()),
            mainClass,
            Integer.toString(memoryMegabytes)));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(Redirect.DISCARD);
    builder.environment().clear();
    try {
      Process process = builder.start();
      var unused = process.onExit().thenRun(() -> remove(folder));
      return process;
    } catch (IOException e) {
      remove(folder);
      throw e;
    }
  }

  /** Removes what workers of a gateway left that is gone itself. */
  private void sweep() throws IOException {
    try (Stream<Path> folders = Files.list(temporary)) {
      folders.filter(WorkerCommand::isOrphan).forEach(WorkerCommand::remove);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isOrphan(Path folder) {
    String name = String.valueOf(folder.getFileName());
    if (!name.startsWith(PREFIX)) {
      return false;
    }
    String rest = name.substring(PREFIX.length());
    int dash = rest.indexOf('-');
    try {
      return dash > 0
          && Optional.of(Long.parseLong(rest.substring(0, dash)))
              .flatMap(ProcessHandle::of)
              .isEmpty();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      // Gone already, or somebody else's; the next start tries again.
    }
  }
}
