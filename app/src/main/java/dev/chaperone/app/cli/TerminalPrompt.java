package dev.chaperone.app.cli;

import java.io.Console;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The process's terminal: Java's console, or the terminal itself where output goes elsewhere. */
public final class TerminalPrompt implements Prompt {
  private static final Path TERMINAL = Path.of("/dev/tty");

  @Override
  public Optional<char[]> secret(String question) {
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      return Optional.ofNullable(console.readPassword("%s", question));
    }
    if (!Files.exists(TERMINAL) || !run("test", "-t", "0")) {
      return Optional.empty(); // a script: there may be a terminal, but nobody waits at it
    }
    try (InputStream in = new FileInputStream(TERMINAL.toFile());
        OutputStream out = new FileOutputStream(TERMINAL.toFile())) {
      return unseen(question, in, out);
    } catch (IOException e) {
      return Optional.empty(); // a process without a terminal
    }
  }

  @Override
  public void browse(URI address) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> command =
        system.contains("mac")
            ? List.of("open", address.toString())
            : system.contains("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", address.toString())
                : List.of("xdg-open", address.toString());
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      // The address is printed as well.
    }
  }

  private static Optional<char[]> unseen(String question, InputStream in, OutputStream out)
      throws IOException {
    Thread restoring = new Thread(() -> echo(true));
    Runtime.getRuntime().addShutdownHook(restoring);
    try {
      if (!echo(false)) {
        return Optional.empty(); // better not asked than seen
      }
      out.write(question.getBytes(StandardCharsets.UTF_8));
      return InputLines.secret(in);
    } finally {
      echo(true);
      Runtime.getRuntime().removeShutdownHook(restoring);
      out.write('\n');
    }
  }

  private static boolean echo(boolean on) {
    return run("stty", on ? "echo" : "-echo");
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
