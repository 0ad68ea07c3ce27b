package dev.chaperone.app.host;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out who listens on a TCP port, where the system tells (Linux's proc file system). */
public final class PortHolder {
  private static final String LISTENING = "0A";

  private final Path proc;

  public PortHolder(Path proc) {
    this.proc = proc;
  }

  /**
   * The process as {@code pid 1234 (name)}; empty if it is not told, or belongs to another user.
   */
  public Optional<String> of(int port) {
    try {
      for (String table : List.of("net/tcp", "net/tcp6")) {
        Optional<String> inode = inode(proc.resolve(table), port);
        if (inode.isPresent()) {
          return process("socket:[" + inode.get() + "]");
        }
      }
    } catch (IOException e) {
      // The system does not tell.
    }
    return Optional.empty();
  }

  private static Optional<String> inode(Path table, int port) throws IOException {
    if (!Files.isReadable(table)) {
      return Optional.empty();
    }
    String suffix = ":" + HexFormat.of().toHexDigits((short) port).toUpperCase(Locale.ROOT);
    for (String line : Files.readAllLines(table)) {
      String[] columns = line.strip().split("\\s+", -1);
      if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING)) {
        return Optional.of(columns[9]);
      }
    }
    return Optional.empty();
  }

  private Optional<String> process(String socket) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, socket)) {
          String name = Files.readString(process.resolve("comm")).strip();
          return Optional.of("pid " + process.getFileName() + " (" + name + ")");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path process, String socket) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : open) {
        if (Files.readSymbolicLink(file).toString().equals(socket)) {
          return true;
        }
      }
    } catch (IOException e) {
      // Another user's process, or one that has just ended.
    }
    return false;
  }
}
