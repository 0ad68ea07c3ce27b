package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.Parts;
import dev.chaperone.app.window.Windows;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has from the world around it.
 *
 * @param root the clone or installation the program was started from, if it was told
 * @param terminal true if standard output goes to a person's terminal
 * @param held the connection that commands share, in {@code operator login}
 */
public record Shell(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path home,
    Optional<Path> root,
    boolean terminal,
    Clock clock,
    ZoneId zone,
    Parts parts,
    Windows windows,
    Prompt prompt,
    Optional<HeldConsole> held) {
  private static final int USUAL_WIDTH = 100;

  public Shell {
    environment = Map.copyOf(environment);
  }

  /** Where nobody can be asked for a secret. */
  public Shell(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Path home,
      Optional<Path> root,
      boolean terminal,
      Clock clock,
      ZoneId zone,
      Parts parts,
      Windows windows) {
    this(
        in,
        out,
        err,
        environment,
        home,
        root,
        terminal,
        clock,
        zone,
        parts,
        windows,
        Prompt.none(),
        Optional.empty());
  }

  public Shell asking(Prompt other) {
    return new Shell(
        in, out, err, environment, home, root, terminal, clock, zone, parts, windows, other, held);
  }

  Shell holding(HeldConsole console) {
    return new Shell(
        in,
        out,
        err,
        environment,
        home,
        root,
        terminal,
        clock,
        zone,
        parts,
        windows,
        prompt,
        Optional.of(console));
  }

  DataFolder usualData() {
    return DataFolder.usual(System.getProperty("os.name"), environment, home);
  }

  /** What a person types: the script of a clone, or the installed program. */
  String program() {
    return root.filter(folder -> Files.exists(folder.resolve("check"))).isPresent()
        ? "./chaperone"
        : "chaperone";
  }

  /** Where the window keeps what its person chose; the same for all data folders. */
  Path preferences() {
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    if (!linux) {
      return usualData().root();
    }
    // The XDG specification: a relative value is to be ignored.
    Path base =
        !xdg.isEmpty() && Path.of(xdg).isAbsolute() ? Path.of(xdg) : home.resolve(".config");
    return base.resolve("chaperone");
  }

  /** Columns of the terminal; lines that go elsewhere are not cut. */
  int width() {
    if (!terminal) {
      return Integer.MAX_VALUE;
    }
    try {
      int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
      return columns < 20 ? USUAL_WIDTH : columns;
    } catch (NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }

  /** A remark beside the command's output, which may be read by a program. */
  void note(String line) {
    err.println(line);
    err.flush();
  }
}
