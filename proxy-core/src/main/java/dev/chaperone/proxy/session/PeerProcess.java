package dev.chaperone.proxy.session;

import dev.chaperone.recordings.frame.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Asks Linux which process holds the other end of a loopback connection. Elsewhere, and where the
 * process belongs to somebody else, the answer stays empty: it informs, nothing is decided on it.
 */
final class PeerProcess {
  private static final Path PROC = Path.of("/proc");

  private PeerProcess() {}

  static Source complete(Source source) {
    int colon = source.address().lastIndexOf(':');
    if (colon < 0 || !Files.isReadable(PROC.resolve("net/tcp"))) {
      return source;
    }
    try {
      int port = Integer.parseInt(source.address().substring(colon + 1));
      for (String table : List.of("net/tcp", "net/tcp6")) {
        Source found = search(source, PROC.resolve(table), port);
        if (found.uid() >= 0) {
          return found;
        }
      }
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      return source;
    }
    return source;
  }

  private static Source search(Source source, Path table, int port) throws IOException {
    String wanted = String.format(Locale.ROOT, ":%04X", port);
    try (Stream<String> lines = Files.lines(table)) {
      for (String line : (Iterable<String>) lines.skip(1)::iterator) {
        String[] columns = line.trim().split("\\s+");
        if (columns.length > 9 && columns[1].endsWith(wanted)) {
          return owner(source, Long.parseLong(columns[7]), "socket:[" + columns[9] + "]");
        }
      }
    }
    return source;
  }

  private static Source owner(Source source, long uid, String socket) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, socket)) {
          long pid = Long.parseLong(process.getFileName().toString());
          return new Source(source.address(), uid, pid, executable(process));
        }
      }
    }
    return new Source(source.address(), uid, -1, "");
  }

  private static boolean holds(Path process, String socket) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (Files.readSymbolicLink(descriptor).toString().equals(socket)) {
          return true;
        }
      }
    } catch (IOException | RuntimeException e) {
      return false;
    }
    return false;
  }

  private static String executable(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("exe")).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
