package dev.chaperone.googlesql.analysis;

import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.sql.analysis.WorkerAnalysis;
import dev.chaperone.proxy.sql.analysis.WorkerCommand;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Starts real workers for the tests. */
final class Workers {
  private Workers() {}

  static WorkerCommand command(Path temporary) {
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("proxy-core") && !entry.contains("test-classes"))
            .map(Path::of)
            .toList();
    return new WorkerCommand(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        classPath,
        AnalysisMain.class.getName(),
        1_024,
        temporary);
  }

  static WorkerAnalysis start(Path temporary) throws InterruptedException {
    return started(WorkerAnalysis.start(command(temporary), WorkerAnalysis.Limits.DEFAULT));
  }

  static WorkerAnalysis started(WorkerAnalysis analysis) throws InterruptedException {
    if (!(analysis.awaitStarted(Duration.ofSeconds(60)) instanceof NativeAnalysis.State.Ready)) {
      throw new IllegalStateException("the worker did not start: " + analysis.state());
    }
    return analysis;
  }
}
