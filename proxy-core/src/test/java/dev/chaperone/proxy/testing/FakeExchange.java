package dev.chaperone.proxy.testing;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/** One request at the {@link FakeUpstream} and the means to answer it, well or badly. */
public final class FakeExchange {
  private static final int CHUNKED = -1;
  private static final String JSON = "application/json; charset=UTF-8";

  private String text = "";
  private final RecordedRequest request;
  private final InputStream body;
  private final Socket socket;
  private final BufferedOutputStream out;
  private boolean answered;
  private boolean cut;

  FakeExchange(RecordedRequest request, InputStream body, Socket socket) throws IOException {
    this.request = request;
    this.body = body;
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
  }

  public RecordedRequest request() {
    return request;
  }

  /** The request's body, decoded from chunks only. */
  public InputStream body() {
    return text.isEmpty() ? body : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The whole body; for short ones. May be asked again. */
  public String bodyText() throws IOException {
    if (text.isEmpty()) {
      text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
    return text;
  }

  /** Answers with JSON of known length. */
  public void json(int status, String json) throws IOException {
    bytes(status, Map.of("Content-Type", JSON), json.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with compressed JSON. */
  public void gzipJson(int status, String json) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    }
    bytes(status, Map.of("Content-Type", JSON, "Content-Encoding", "gzip"), zipped.toByteArray());
  }

  public void noContent() throws IOException {
    head(204, Map.of(), 0);
  }

  /** Answers with a body of known length. */
  public void bytes(int status, Map<String, String> headers, byte[] content) throws IOException {
    try (OutputStream answer = stream(status, headers, content.length)) {
      answer.write(content);
    }
  }

  /** Answers with a body of this length, to be written and closed by the caller. */
  public OutputStream stream(int status, Map<String, String> headers, long length)
      throws IOException {
    head(status, headers, length);
    return new Unclosed();
  }

  /** Answers in chunks: each write is one, sent at once; close ends the body. */
  public OutputStream chunked(int status, Map<String, String> headers) throws IOException {
    head(status, headers, CHUNKED);
    return new Chunks();
  }

  /**
   * Resets the connection, whatever has been sent. What was flushed before may or may not arrive.
   */
  public void reset() throws IOException {
    cut = true;
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /**
   * Ends the connection in good order after what has been sent, in the middle of the body or not.
   */
  public void cut() throws IOException {
    cut = true;
    out.flush();
    socket.close();
  }

  /** Never answers: waits until the fake upstream is closed. */
  public void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Writes bytes that need not be HTTP. */
  public void raw(String text) throws IOException {
    answered = true;
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void head(int status, Map<String, String> headers, long length) throws IOException {
    answered = true;
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Fake\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (length == CHUNKED) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (status != 204) {
      head.append("Content-Length: " + length + "\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Whether the connection can take another request. */
  boolean finish() throws IOException {
    if (cut) {
      return false;
    }
    body.transferTo(OutputStream.nullOutputStream());
    if (!answered) {
      json(500, "{\"error\":{\"code\":500,\"message\":\"the test's script gave no answer\"}}");
    }
    out.flush();
    return request.header("connection").filter("close"::equalsIgnoreCase).isEmpty();
  }

  /** The connection outlives the answer. */
  private final class Unclosed extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (!cut) {
        out.flush();
      }
    }
  }

  /** Writes each piece as a chunk of its own. */
  private final class Chunks extends OutputStream {
    private boolean ended;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return;
      }
      out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(bytes, offset, length);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (!ended && !cut) {
        ended = true;
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
    }
  }
}
