package dev.chaperone.googlesql.sandbox;

import dev.chaperone.googlesql.sandbox.engine.Engine;
import dev.chaperone.googlesql.sandbox.engine.EngineUnavailableException;
import dev.chaperone.googlesql.sandbox.rest.SandboxServer;
import dev.chaperone.googlesql.sandbox.shop.SampleShop;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts the sandbox as a process of its own. */
public final class SandboxMain {
  /** Bad arguments, or the port is taken. */
  static final int CANNOT_START = 2;

  /** The native library does not load here; a caller may fall back to recorded answers. */
  static final int CANNOT_RUN_HERE = 4;

  /** A query needed more memory than it may have. */
  static final int OUT_OF_MEMORY = 5;

  private static final String USAGE =
      "usage: --port N [--json] [--exit-with-stdin] [--memory-limit MEGABYTES]";

  private static final String HELP =
      """
      Starts the sandbox, a BigQuery stand-in with sample data (project demo, dataset shop).
      usage: sandbox [--port N] [--json] [--memory-limit MEGABYTES] [--exit-with-stdin]
        --port N                  listen on 127.0.0.1:N (default: a free port, which is printed)
        --json                    print the address as JSON
        --memory-limit MEGABYTES  end when a query needs more (default: 2048)
        --exit-with-stdin         end when standard input does
      """;

  private record Options(int port, boolean json, boolean exitWithStdin, int memoryLimit) {
    static Options parse(List<String> args) {
      int port = 0;
      boolean json = false;
      boolean exitWithStdin = false;
      int memoryLimit = 2_048;
      for (int i = 0; i < args.size(); i++) {
        switch (args.get(i)) {
          case "--json" -> json = true;
          case "--exit-with-stdin" -> exitWithStdin = true;
          case "--port" -> port = number(args, ++i);
          case "--memory-limit" -> memoryLimit = number(args, ++i);
          default -> throw new IllegalArgumentException("unknown argument " + args.get(i));
        }
      }
      return new Options(port, json, exitWithStdin, memoryLimit);
    }

    private static int number(List<String> args, int at) {
      if (at >= args.size() || !args.get(at).matches("\\d{1,6}")) {
        throw new IllegalArgumentException(args.get(at - 1) + " needs a number");
      }
      return Integer.parseInt(args.get(at));
    }
  }

  private SandboxMain() {}

  public static void main(String[] args) throws InterruptedException {
    int exit = run(Arrays.asList(args), System.out, System.err);
    // ZetaSQL leaves native threads behind that would hold the process.
    System.exit(exit);
  }

  private static int run(List<String> args, PrintStream out, PrintStream err)
      throws InterruptedException {
    if (args.contains("--help") || args.contains("-h")) {
      out.print(HELP);
      return 0;
    }
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      err.println("sandbox: " + e.getMessage() + "; " + USAGE);
      return CANNOT_START;
    }
    CountDownLatch stop = new CountDownLatch(1);
    try (SandboxServer server =
        SandboxServer.start(
            Engine.over(SampleShop.warehouse()), options.port(), Clock.systemUTC())) {
      String address = "127.0.0.1:" + server.port();
      out.println(
          options.json()
              ? "{\"http\":\"" + address + "\"}"
              : address + "  sandbox: project demo, dataset shop");
      out.flush();
      if (options.exitWithStdin()) {
        // Its own platform thread: a read of standard input cannot be interrupted.
        Thread watcher = new Thread(() -> awaitEndOfInput(stop), "parent-watch");
        watcher.setDaemon(true);
        watcher.start();
      }
      MemoryGuard.start(options.memoryLimit() * 1_048_576L, () -> outOfMemory(options, err));
      stop.await();
      return 0;
    } catch (EngineUnavailableException e) {
      err.println("cannot run here: " + e.getMessage());
      return CANNOT_RUN_HERE;
    } catch (IOException | IllegalArgumentException e) {
      err.println(
          "sandbox: port %d: %s; choose another with --port, or 0 for a free one"
              .formatted(options.port(), e.getMessage()));
      return CANNOT_START;
    }
  }

  private static void outOfMemory(Options options, PrintStream err) {
    err.println(
        "sandbox: stopped, a query needed more than %d MB; start again and join on a condition"
            .formatted(options.memoryLimit()));
    System.exit(OUT_OF_MEMORY);
  }

  private static void awaitEndOfInput(CountDownLatch stop) {
    try {
      while (System.in.read() >= 0) {
        // Nothing is expected on standard input but its end.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    stop.countDown();
  }
}
