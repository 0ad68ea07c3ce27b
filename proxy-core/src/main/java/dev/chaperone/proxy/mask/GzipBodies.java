package dev.chaperone.proxy.mask;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Answers' bodies with {@code Content-Encoding: gzip}, from and to plain ones, as they are read.
 */
public final class GzipBodies {
  private static final int PIECE = 1 << 16;

  private GzipBodies() {}

  /** The plain body; an empty one stays empty. */
  public static InputStream decoded(InputStream gzip) throws IOException {
    BufferedInputStream peekable = new BufferedInputStream(gzip, PIECE);
    peekable.mark(1);
    if (peekable.read() < 0) {
      return peekable;
    }
    peekable.reset();
    return new GZIPInputStream(peekable, PIECE);
  }

  /**
   * The body compressed. If reading the plain one fails, so does reading this, and what came before
   * does not decode to a whole body.
   */
  public static InputStream encoded(InputStream plain) {
    return new GzipEncoder(plain);
  }
}
