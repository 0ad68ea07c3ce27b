package dev.chaperone.app.leak;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chaperone.app.e2e.Clone;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.sql.analysis.WorkerAnalysis;
import dev.chaperone.proxy.sql.analysis.WorkerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts the analysis worker as the build left it. It has a class path of its own: beside the
 * policy's conditions its protobuf would not load.
 */
final class BuiltWorker {
  private static final int MEGABYTES = 1_024;
  private static final Duration START = Duration.ofSeconds(60);

  private BuiltWorker() {}

  /** Skips the test where it was not built or cannot run. */
  static WorkerAnalysis start(Path temporary) throws IOException, InterruptedException {
    Path target = Clone.root().resolve("googlesql/target");
    assumeTrue(Files.isDirectory(target.resolve("lib")), "the analyser is not built; run ./check");
    List<Path> classPath = new ArrayList<>(List.of(target.resolve("classes")));
    try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
      jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(classPath::add);
    }
    WorkerAnalysis analysis =
        WorkerAnalysis.start(
            new WorkerCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                classPath,
                "dev.chaperone.googlesql.analysis.AnalysisMain",
                MEGABYTES,
                temporary),
            WorkerAnalysis.Limits.DEFAULT);
    NativeAnalysis.State state = analysis.awaitStarted(START);
    if (!(state instanceof NativeAnalysis.State.Ready)) {
      analysis.close();
    }
    assumeTrue(
        state instanceof NativeAnalysis.State.Ready, "the analyser cannot run here: " + state);
    return analysis;
  }
}
