package dev.chaperone.app.host;

import dev.chaperone.app.data.OwnerOnly;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;

/**
 * Writes the log to a file in the data folder, five files of at most 5 MB; nothing of it goes to
 * the terminal. A last net takes out what looks like a credential, should a library log one.
 */
public final class LogFile extends Handler {
  private static final long MAX_BYTES = 5_000_000;
  private static final int KEPT = 5;
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "(?i)(?<=bearer )[A-Za-z0-9._~+/=-]{8,}"
              + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"
              + "|ya29\\.[A-Za-z0-9._-]+"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*");
  // The logging framework keeps only weak references to loggers.
  private static final Logger ROOT = Logger.getLogger("");
  private static volatile Path current = Path.of("chaperone.log");

  private LogFile() {
    setFormatter(new SimpleFormatter());
  }

  /** From now on the log goes there; the file is made when there is something to write. */
  public static synchronized void use(Path file) {
    current = file;
    for (Handler handler : ROOT.getHandlers()) {
      if (handler instanceof LogFile) {
        return;
      }
      ROOT.removeHandler(handler);
    }
    ROOT.addHandler(new LogFile());
    ROOT.setLevel(Level.INFO);
  }

  public static Path path() {
    return current;
  }

  static String withoutCredentials(String text) {
    return CREDENTIAL.matcher(text).replaceAll("[removed]");
  }

  @Override
  public synchronized void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    try {
      Path file = current;
      Path folder = file.toAbsolutePath().getParent();
      // A command that only looks must not make a data folder by the way.
      if (folder == null || folder.getParent() == null || !Files.isDirectory(folder.getParent())) {
        return;
      }
      OwnerOnly.folder(folder);
      rotate(file);
      OwnerOnly.emptyFile(file);
      Files.writeString(file, line(record), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // A log that cannot be written must not stop what it tells about.
    }
  }

  private String line(LogRecord record) {
    StringWriter text = new StringWriter();
    text.append(Instant.ofEpochMilli(record.getMillis()).truncatedTo(ChronoUnit.MILLIS).toString())
        .append(' ')
        .append(record.getLevel().getName())
        .append(' ')
        .append(String.valueOf(record.getLoggerName()))
        .append(": ")
        .append(getFormatter().formatMessage(record))
        .append('\n');
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text, true));
    }
    return withoutCredentials(text.toString());
  }

  private static void rotate(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) < MAX_BYTES) {
      return;
    }
    for (int i = KEPT - 1; i > 0; i--) {
      Path from = i == 1 ? file : numbered(file, i - 1);
      if (Files.exists(from)) {
        Files.move(from, numbered(file, i), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static Path numbered(Path file, int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
