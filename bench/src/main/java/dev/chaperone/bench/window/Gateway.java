package dev.chaperone.bench.window;

import dev.chaperone.app.control.RemoteConsole;
import dev.chaperone.ui.model.console.ConsoleSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the window looks at: a store in this process, or one that another process owns. */
sealed interface Gateway extends AutoCloseable {
  ConsoleSource source();

  /** So many frames arrive each second from now on. */
  void rate(int framesPerSecond);

  /** The id of the long session. */
  default String longSession() {
    return "s-long";
  }

  /** Stops the owner's process like Ctrl+Z, or lets it go on; false if there is none. */
  default boolean freeze(boolean frozen) {
    return false;
  }

  @Override
  void close();

  static Gateway here(Path folder, int sessions, int frames) {
    Store store = Store.make(folder, sessions, frames);
    store.startAgents();
    return new Here(store);
  }

  static Gateway elsewhere(Path folder, int sessions, int frames) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx320m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Owner.class.getName());
    command.addAll(List.of(folder.toString(), "" + sessions, "" + frames));
    java.lang.Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String socket =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (socket == null) {
      throw new IOException("the owner's process ended");
    }
    return new Elsewhere(
        process,
        Path.of(socket),
        new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
  }

  /** In this process. */
  record Here(Store store) implements Gateway {
    @Override
    public ConsoleSource source() {
      return store::console;
    }

    @Override
    public void rate(int framesPerSecond) {
      store.rate(framesPerSecond);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /** Over the control socket of another process. */
  record Elsewhere(java.lang.Process process, Path socket, PrintStream lines) implements Gateway {
    @Override
    public ConsoleSource source() {
      return () -> RemoteConsole.attach(socket);
    }

    @Override
    public void rate(int framesPerSecond) {
      lines.println("rate " + framesPerSecond);
    }

    @Override
    public boolean freeze(boolean frozen) {
      try {
        return new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", "" + process.pid())
                .start()
                .waitFor()
            == 0;
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      lines.close();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
