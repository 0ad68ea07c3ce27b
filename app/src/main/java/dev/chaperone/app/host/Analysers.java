package dev.chaperone.app.host;

import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.sql.analysis.WorkerAnalysis;
import dev.chaperone.proxy.sql.analysis.WorkerCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts Google's analyser in a process of its own, where the program has it. */
final class Analysers {
  private static final String MAIN = "dev.chaperone.googlesql.analysis.AnalysisMain";
  private static final int MEMORY_MEGABYTES = 1024;

  private Analysers() {}

  static NativeAnalysis start(Optional<Path> root, boolean lexerOnly) {
    if (lexerOnly) {
      return NativeAnalysis.unavailable("switched off by --sql-analysis lexer");
    }
    try {
      List<Path> classPath = SandboxProcess.classPath(root).stream().map(Path::of).toList();
      if (classPath.isEmpty()) {
        return NativeAnalysis.unavailable("this program was started without its analyser");
      }
      return WorkerAnalysis.start(
          new WorkerCommand(
              Path.of(System.getProperty("java.home"), "bin", "java"),
              classPath,
              MAIN,
              MEMORY_MEGABYTES,
              Path.of(System.getProperty("java.io.tmpdir"))),
          WorkerAnalysis.Limits.DEFAULT);
    } catch (IOException e) {
      return NativeAnalysis.unavailable("its files cannot be read: " + e.getMessage());
    }
  }
}
