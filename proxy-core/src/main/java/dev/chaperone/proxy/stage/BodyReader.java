package dev.chaperone.proxy.stage;

import dev.chaperone.recordings.frame.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads request bodies, decoded, with bounded memory: uploads only as far as they are recorded
 * whole, everything else to its end or its limit.
 */
public final class BodyReader {
  private static final int MEBI = 1 << 20;

  private final int whole;
  private final int json;
  private final LargeBodies largeBodies;

  /** Sizes as in the gateway's limits. */
  public BodyReader(int whole, int json, int memory) {
    this.whole = whole;
    this.json = json;
    this.largeBodies = new LargeBodies(memory / json);
  }

  /**
   * The body of a request that is no upload. A large one has its place in memory until the request
   * is over: it may wait long for its turn, or a decision.
   *
   * @param whenOver takes what is to be done then
   * @throws Refusal 413 if it is too long, 400 if it cannot be decoded, 429 if there is no place
   */
  public RequestBody.Whole readWhole(
      AgentRequest request, Identity identity, Consumer<Runnable> whenOver) throws IOException {
    InputStream in = decoded(request);
    byte[] first = readUpTo(in, whole);
    if (first.length < whole) {
      return new RequestBody.Whole(first);
    }
    if (!largeBodies.tryEnter(identity)) {
      throw busy();
    }
    boolean read = false;
    try {
      ByteArrayOutputStream all = new ByteArrayOutputStream(2 * whole);
      all.write(first);
      byte[] rest = readUpTo(in, json - whole + 1);
      if (rest.length > json - whole) {
        throw new Refusal(
            "body-too-large",
            413,
            "invalid",
            "The request body is larger than " + json / MEBI + " MiB. Send less, or as an upload.");
      }
      all.write(rest);
      RequestBody.Whole body = new RequestBody.Whole(all.toByteArray());
      whenOver.accept(() -> largeBodies.leave(identity));
      read = true;
      return body;
    } finally {
      if (!read) {
        largeBodies.leave(identity);
      }
    }
  }

  static Refusal busy() {
    return new Refusal(
        "busy",
        429,
        "rateLimitExceeded",
        "Chaperone is busy with other large requests. Try again later.");
  }

  /** An upload's body: whole if it is short, else its first part and the rest on the wire. */
  public RequestBody readUpload(AgentRequest request) throws IOException {
    InputStream in = decoded(request);
    byte[] first = readUpTo(in, whole);
    if (first.length < whole) {
      return new RequestBody.Whole(first);
    }
    boolean encoded = request.headers().contains("content-encoding");
    return new RequestBody.Streamed(first, in, encoded ? -1 : contentLength(request));
  }

  private static long contentLength(AgentRequest request) {
    try {
      return request.headers().first("content-length").map(Long::parseLong).orElse(-1L);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static InputStream decoded(AgentRequest request) throws IOException {
    String encoding =
        request.headers().firstOr("content-encoding", "identity").toLowerCase(Locale.ROOT).trim();
    return switch (encoding) {
      case "identity", "" -> request.body();
      case "gzip", "x-gzip" -> {
        try {
          yield new GZIPInputStream(request.body(), 1 << 16);
        } catch (ZipException e) {
          throw notDecodable();
        }
      }
      default ->
          throw new Refusal(
              "content-encoding",
              415,
              "invalid",
              "Chaperone reads request bodies as they are or with gzip, not with '"
                  + encoding
                  + "'.");
    };
  }

  private static byte[] readUpTo(InputStream in, int limit) throws IOException {
    try {
      return in.readNBytes(limit);
    } catch (ZipException e) {
      throw notDecodable();
    }
  }

  private static Refusal notDecodable() {
    return Refusal.badRequest("content-encoding", "The request body is not valid gzip.");
  }
}
