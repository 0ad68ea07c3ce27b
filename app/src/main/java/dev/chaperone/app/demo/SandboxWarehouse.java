package dev.chaperone.app.demo;

import dev.chaperone.app.host.SandboxProcess;
import dev.chaperone.app.text.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sandbox as a child process; it ends with this process however this one ends. */
final class SandboxWarehouse implements DemoWarehouse {
  private static final long START_SECONDS = 90;
  private static final long STOP_SECONDS = 5;
  private static final Pattern READY = Pattern.compile("(127\\.0\\.0\\.1:\\d+)\\b.*");

  private final Process process;
  private final String address;

  private SandboxWarehouse(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** It cannot run on this system; the message says why. */
  static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
      super(message);
    }
  }

  /** Starts it and waits until it listens. */
  static SandboxWarehouse start(Optional<Path> root, Path log)
      throws IOException, InterruptedException, UnavailableException {
    ProcessBuilder builder =
        SandboxProcess.builder(root, List.of("--port", "0", "--exit-with-stdin"))
            .orElseThrow(() -> new UnavailableException("this installation has no sandbox"));
    Process process = builder.redirectError(log.toFile()).start();
    // While it starts it does not watch its standard input yet. A platform thread, since the JVM
    // takes no other for its shutdown.
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().name("sandbox-end").unstarted(process::destroyForcibly));
    try {
      Matcher ready = READY.matcher(firstLine(process));
      if (ready.matches()) {
        return new SandboxWarehouse(process, ready.group(1));
      }
      throw new UnavailableException(lastWords(log));
    } catch (UnavailableException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** {@code ""} if it ended without one. */
  private static String firstLine(Process process)
      throws InterruptedException, UnavailableException {
    CompletableFuture<String> line = new CompletableFuture<>();
    // A thread of its own, since a read from a pipe has no time limit.
    Thread.ofVirtual()
        .name("sandbox-output")
        .start(
            () -> {
              try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                String first = out.readLine();
                line.complete(first == null ? "" : first);
                out.transferTo(java.io.Writer.nullWriter());
              } catch (IOException e) {
                line.completeExceptionally(new UncheckedIOException(e));
              }
            });
    try {
      return line.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return "";
    } catch (TimeoutException e) {
      throw new UnavailableException("it did not start within " + START_SECONDS + " s");
    }
  }

  private static String lastWords(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.stream()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .map(Lines::oneLine)
        .orElse("it ended without a word");
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public String description() {
    return "sandbox on " + address + " (ZetaSQL; project demo, dataset shop)";
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
