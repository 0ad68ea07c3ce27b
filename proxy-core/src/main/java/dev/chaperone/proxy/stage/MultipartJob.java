package dev.chaperone.proxy.stage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code multipart/related} upload (RFC 2387): the job's configuration is the first part, the
 * media follows. Only the first part is read; it must lie within what is held in memory.
 */
public final class MultipartJob {
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))", Pattern.CASE_INSENSITIVE);

  /** What RFC 2046 allows: anything else could be unquoted in more than one way. */
  private static final Pattern MARK =
      Pattern.compile("[A-Za-z0-9'()+_,./:=? -]{0,199}[A-Za-z0-9'()+_,./:=?-]");

  private static final byte[] HEADER_END = ascii("\r\n\r\n");

  private final RequestBody body;
  private final byte[] held;
  private final String boundary;
  private final byte[] opening;
  private final int metadataStart;
  private final int metadataEnd;

  private MultipartJob(
      RequestBody body, byte[] held, String boundary, int metadataStart, int metadataEnd) {
    this.body = body;
    this.held = held;
    this.boundary = boundary;
    // What the client wrote above its first part is not sent: bare line feeds in there could make
    // another part of it for a more tolerant reader.
    this.opening =
        ascii("--" + boundary + "\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n");
    this.metadataStart = metadataStart;
    this.metadataEnd = metadataEnd;
  }

  /**
   * Finds the first part.
   *
   * @throws Refusal 400 if the body is not of this form
   */
  static MultipartJob of(Exchange exchange) {
    Matcher boundary = BOUNDARY.matcher(exchange.request().headers().firstOr("content-type", ""));
    if (!boundary.find()) {
      throw malformed("its Content-Type names no boundary");
    }
    String mark = boundary.group(1) != null ? boundary.group(1) : boundary.group(2);
    if (boundary.find()) {
      throw malformed("its Content-Type names more than one boundary");
    }
    if (!MARK.matcher(mark).matches()) {
      throw malformed("its boundary has characters that RFC 2046 does not allow");
    }
    byte[] held =
        switch (exchange.body()) {
          case RequestBody.Whole(byte[] bytes) -> bytes;
          case RequestBody.Streamed(byte[] prefix, var rest, long length) -> prefix;
        };
    int opening = indexOf(held, ascii("--" + mark), 0);
    int headers = opening < 0 ? -1 : indexOf(held, HEADER_END, opening);
    int end = headers < 0 ? -1 : indexOf(held, ascii("\r\n--" + mark), headers);
    if (opening != 0 && !(opening == 2 && held[0] == '\r' && held[1] == '\n')) {
      throw malformed("it does not start with its boundary");
    }
    if (end < 0) {
      throw malformed("its first part does not end within the first MiB");
    }
    if (!isDelimiter(held, end + 4 + mark.length())) {
      throw malformed("its first part ends with something that is not its boundary");
    }
    return new MultipartJob(exchange.body(), held, mark, headers + HEADER_END.length, end);
  }

  /** Whether what follows the boundary lets it be one: another part, or the end. */
  private static boolean isDelimiter(byte[] held, int after) {
    int at = after;
    while (at < held.length && (held[at] == ' ' || held[at] == '\t')) {
      at++;
    }
    return at + 1 < held.length
        && ((held[at] == '\r' && held[at + 1] == '\n')
            || (at == after && held[at] == '-' && held[at + 1] == '-'));
  }

  /**
   * The Content-Type to send: the client's own could name another boundary to a reader who knows
   * escapes or continuations (RFC 2231), and so another job.
   */
  String contentType() {
    return "multipart/related; boundary=\"" + boundary + "\"";
  }

  /** The job's configuration as the client sent it. */
  byte[] metadata() {
    return java.util.Arrays.copyOfRange(held, metadataStart, metadataEnd);
  }

  /** The body with another configuration in its first part. */
  InputStream withMetadata(byte[] json) {
    InputStream before = new ByteArrayInputStream(opening);
    InputStream after = new ByteArrayInputStream(held, metadataEnd, held.length - metadataEnd);
    return concat(concat(before, new ByteArrayInputStream(json)), concat(after, rest()));
  }

  /** Length of {@link #withMetadata}, -1 if not known. */
  long lengthWith(byte[] json) {
    long length =
        switch (body) {
          case RequestBody.Whole(byte[] bytes) -> bytes.length;
          case RequestBody.Streamed(byte[] prefix, var rest, long known) -> known;
        };
    return length < 0 ? -1 : length - metadataEnd + opening.length + json.length;
  }

  private InputStream rest() {
    return switch (body) {
      case RequestBody.Whole w -> InputStream.nullInputStream();
      case RequestBody.Streamed(byte[] prefix, InputStream rest, long length) -> rest;
    };
  }

  private static InputStream concat(InputStream a, InputStream b) {
    return new SequenceInputStream(a, b);
  }

  private static int indexOf(byte[] in, byte[] wanted, int from) {
    for (int i = from; i <= in.length - wanted.length; i++) {
      int k = 0;
      while (k < wanted.length && in[i + k] == wanted[k]) {
        k++;
      }
      if (k == wanted.length) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Refusal malformed(String why) {
    return Refusal.badRequest("multipart", "The multipart upload cannot be read: " + why + ".");
  }

  /** Never its content. */
  @Override
  public String toString() {
    return "MultipartJob[metadata " + (metadataEnd - metadataStart) + " bytes]";
  }
}
