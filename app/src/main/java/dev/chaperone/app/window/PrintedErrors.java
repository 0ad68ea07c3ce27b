package dev.chaperone.app.window;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the graphics toolkit prints to standard error, such as a stack trace when Ctrl-C ends
 * it in the middle of a picture, and puts it into the log, line by line.
 */
final class PrintedErrors extends OutputStream {
  private static final Logger LOG = LoggerFactory.getLogger(PrintedErrors.class);
  private static final int LONGEST = 2_000;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** From now on, for the whole process; the program itself does not print this way. */
  static void toLog() {
    System.setErr(new PrintStream(new PrintedErrors(), true, StandardCharsets.UTF_8));
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n' || line.size() >= LONGEST) {
      LOG.warn("printed: {}", line.toString(StandardCharsets.UTF_8).stripTrailing());
      line.reset();
    }
    if (b != '\n') {
      line.write(b);
    }
  }
}
