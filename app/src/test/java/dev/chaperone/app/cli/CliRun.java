package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.window.Windows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs command lines in this process, as the launcher would in its own. */
final class CliRun {
  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private boolean terminal;
  private Windows windows = new NoWindows();
  private String input = "";
  private Consumer<URI> browser = address -> {};
  private final Queue<String> typed = new ConcurrentLinkedQueue<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();

  CliRun(Path home) {
    this.home = home;
  }

  /** What the person at the terminal will type, in order; without, there is no terminal. */
  CliRun typing(String... secrets) {
    typed.addAll(List.of(secrets));
    return this;
  }

  List<String> questions() {
    return questions;
  }

  /** What happens with addresses the person is shown. */
  CliRun browsing(Consumer<URI> how) {
    browser = how;
    return this;
  }

  private final class Person implements Prompt {
    @Override
    public Optional<char[]> secret(String question) {
      questions.add(question);
      return Optional.ofNullable(typed.poll()).map(String::toCharArray);
    }

    @Override
    public void browse(URI address) {
      browser.accept(address);
    }
  }

  /** What a script writes to standard input. */
  CliRun reading(String text) {
    input = text;
    return this;
  }

  CliRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  CliRun opening(Windows others) {
    windows = others;
    return this;
  }

  CliRun onTerminal(int columns) {
    terminal = true;
    return with("COLUMNS", Integer.toString(columns));
  }

  /** What a command left behind. */
  record Result(int exit, String out, String err) {
    JsonNode json() throws IOException {
      return Json.MAPPER.readTree(out);
    }
  }

  Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        run(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            stream(out),
            stream(err),
            arguments);
    return new Result(exit, text(out), text(err));
  }

  private int run(InputStream in, PrintStream out, PrintStream err, String... arguments) {
    Shell shell =
        new Shell(
                in,
                out,
                err,
                environment,
                home,
                Optional.empty(),
                terminal,
                Clock.systemUTC(),
                ZoneOffset.UTC,
                new RealParts(Clock.systemUTC()),
                windows)
            .asking(new Person());
    return new CommandLineRunner(shell).run(List.of(arguments));
  }

  /** A server that runs beside the test until it is closed. */
  final class Serving implements AutoCloseable {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PipedOutputStream input = new PipedOutputStream();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private String firstLine = "";

    private Serving(String... arguments) throws IOException, InterruptedException {
      InputStream in = new PipedInputStream(input);
      Thread.ofPlatform()
          .daemon()
          .name("serve-under-test")
          .start(
              () -> {
                try {
                  exit.complete(run(in, stream(out), stream(err), arguments));
                } catch (RuntimeException e) {
                  exit.completeExceptionally(e);
                }
              });
      Instant limit = Instant.now().plus(Duration.ofSeconds(60));
      while (!out().contains("\n") && !exit.isDone() && Instant.now().isBefore(limit)) {
        Thread.sleep(Duration.ofMillis(10));
      }
      firstLine = out().lines().findFirst().orElse("");
      if (firstLine.isEmpty()) {
        throw new AssertionError("it did not get ready: " + err());
      }
    }

    String firstLine() {
      return firstLine;
    }

    String http() {
      return firstLine.replaceFirst(" .*", "");
    }

    String out() {
      return text(out);
    }

    String err() {
      return text(err);
    }

    int end() throws Exception {
      input.close();
      return exit.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
      end();
    }
  }

  /** Starts {@code serve} with these options, on free ports and without credentials. */
  Serving serve(Path data, String... more) throws IOException, InterruptedException {
    String[] fixed = {
      "serve",
      "--exit-with-stdin",
      "--port",
      "0",
      "--https-port",
      "0",
      "--credentials",
      "none",
      "--upstream",
      "http://127.0.0.1:9",
      "--data",
      data.toString()
    };
    String[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return new Serving(all);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
