package dev.chaperone.proxy.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The request line and headers of one HTTP/1.1 request; names in lower case. */
record HttpHead(String method, String target, Map<String, List<String>> headers) {
  private static final int MAX_LINE = 64 * 1024;

  /** The next head, or empty at the end of the connection. */
  static Optional<HttpHead> read(InputStream in) throws IOException {
    String line = line(in);
    while (line.equals("\r")) {
      line = line(in);
    }
    String[] parts = line.strip().split(" ", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    Map<String, List<String>> headers = new TreeMap<>();
    for (String header = line(in); !header.strip().isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new IOException("not a header: " + header);
      }
      headers
          .computeIfAbsent(
              header.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(header.substring(colon + 1).strip());
    }
    return Optional.of(new HttpHead(parts[0], parts[1], headers));
  }

  InputStream body(InputStream in) {
    if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
      return new ChunkedBody(in);
    }
    return new FixedBody(
        in, Long.parseLong(headers.getOrDefault("content-length", List.of("0")).getFirst()));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (line.length() >= MAX_LINE) {
        throw new IOException("line too long");
      }
      line.append((char) b);
    }
    return line.toString();
  }

  /** A body of known length. */
  private static final class FixedBody extends InputStream {
    private final InputStream in;
    private long left;

    FixedBody(InputStream in, long length) {
      this.in = in;
      left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(into, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new IOException("the body was cut " + left + " bytes before its end");
      }
      left -= read;
      return read;
    }
  }

  /** A chunked body; trailers are skipped. */
  private static final class ChunkedBody extends InputStream {
    private final InputStream in;
    private long left;
    private boolean ended;

    ChunkedBody(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0 && !ended) {
        nextChunk();
      }
      if (ended) {
        return -1;
      }
      int read = in.read(into, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new IOException("the chunked body was cut");
      }
      left -= read;
      if (left == 0) {
        line(in);
      }
      return read;
    }

    private void nextChunk() throws IOException {
      String size = line(in).strip();
      if (size.isEmpty()) {
        throw new IOException("the chunked body was cut");
      }
      left = Long.parseLong(size.split(";", 2)[0], 16);
      if (left == 0) {
        ended = true;
        while (!line(in).strip().isEmpty()) {
          // Trailers are of no interest.
        }
      }
    }
  }
}
