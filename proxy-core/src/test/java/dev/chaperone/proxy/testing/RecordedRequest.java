package dev.chaperone.proxy.testing;

import dev.chaperone.recordings.frame.Digest;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came over the wire. Of a long body the first MiB is kept, of all of it length
 * and digest.
 */
public final class RecordedRequest {
  private static final int KEPT = 1 << 20;

  private final HttpHead head;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final MessageDigest sha = Digest.newSha256();
  private long length;
  private boolean complete;
  private String digest = "";

  private RecordedRequest(HttpHead head) {
    this.head = head;
  }

  static RecordedRequest of(HttpHead head) {
    return new RecordedRequest(head);
  }

  public String method() {
    return head.method();
  }

  /** Path and query in the client's own bytes. */
  public String target() {
    return head.target();
  }

  public String path() {
    return target().split("\\?", 2)[0];
  }

  /** The raw query, {@code ""} if there is none. */
  public String query() {
    String[] parts = target().split("\\?", 2);
    return parts.length < 2 ? "" : parts[1];
  }

  /** Lower-case names. */
  public Map<String, List<String>> headers() {
    return head.headers();
  }

  public Optional<String> header(String name) {
    return headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** What has arrived of the body, at most one MiB. */
  public synchronized byte[] body() {
    return kept.toByteArray();
  }

  public String bodyText() {
    return new String(body(), StandardCharsets.UTF_8);
  }

  public synchronized long bodyLength() {
    return length;
  }

  /** Whether the body has been read to its end. */
  public synchronized boolean bodyComplete() {
    return complete;
  }

  /** SHA-256 in hex of the whole body, {@code ""} until it is complete. */
  public synchronized String bodyDigest() {
    return digest;
  }

  InputStream recording(InputStream body) {
    return new FilterInputStream(body) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int wanted) throws IOException {
        int read = super.read(into, offset, wanted);
        arrived(into, offset, read);
        return read;
      }

      @Override
      public long skip(long count) {
        throw new UnsupportedOperationException("every byte is recorded");
      }
    };
  }

  private synchronized void arrived(byte[] bytes, int offset, int read) {
    if (read < 0) {
      if (!complete) {
        complete = true;
        digest = HexFormat.of().formatHex(sha.digest());
      }
      return;
    }
    length += read;
    sha.update(bytes, offset, read);
    int room = Math.min(read, KEPT - kept.size());
    kept.write(bytes, offset, Math.max(room, 0));
  }

  @Override
  public String toString() {
    return method() + " " + target();
  }
}
