package dev.chaperone.app.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Where each real client is, and what its absence means for a test. */
final class RealClient {
  static final Path NODE = Clone.prepared().resolve("node");
  static final Path PYTHON = Clone.prepared().resolve("python/bin/python");
  static final Path JAVA_LIBRARIES = Clone.prepared().resolve("java");

  private RealClient() {}

  static void require(String client) {
    switch (client) {
      case "bq" -> Requirement.of(client, bq(), "bq is not installed");
      case "node" -> library(client, Files.isDirectory(NODE.resolve("node_modules")));
      case "python" -> library(client, Files.isExecutable(PYTHON));
      case "java" -> library(client, Files.isDirectory(JAVA_LIBRARIES));
      default -> throw new IllegalArgumentException(client);
    }
  }

  /** Node looks for libraries beside the program, so it is copied there. */
  static Path nodeProgram(String name) throws java.io.IOException {
    Path program = NODE.resolve(name);
    Files.deleteIfExists(program);
    return Files.copy(Clone.clients().resolve("node").resolve(name), program);
  }

  private static void library(String client, boolean there) {
    Requirement.of(client, there, "its library is not prepared; run ./check");
  }

  private static boolean bq() {
    return Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "bq")));
  }
}
