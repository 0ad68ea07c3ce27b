package dev.chaperone.app;

import dev.chaperone.app.cli.CommandLineRunner;
import dev.chaperone.app.cli.Shell;
import dev.chaperone.app.cli.TerminalPrompt;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.app.window.Windows;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Starts the program with the world as it is. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Clock clock = Clock.systemUTC();
    Shell shell =
        new Shell(
            System.in,
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            System.getenv(),
            home(),
            Optional.ofNullable(System.getProperty("chaperone.root")).map(Path::of),
            isTerminal(),
            clock,
            ZoneId.systemDefault(),
            new RealParts(
                clock, Optional.ofNullable(System.getProperty("chaperone.root")).map(Path::of)),
            Windows.real());
    System.exit(new CommandLineRunner(shell.asking(new TerminalPrompt())).run(List.of(arguments)));
  }

  /** Java asks the user database; a shell, and whoever started us, go by the variable. */
  private static Path home() {
    String home = System.getenv().getOrDefault("HOME", "");
    return home.startsWith("/") ? Path.of(home) : Path.of(System.getProperty("user.home"));
  }

  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
  }
}
