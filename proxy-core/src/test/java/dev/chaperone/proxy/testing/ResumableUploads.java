package dev.chaperone.proxy.testing;

import dev.chaperone.recordings.frame.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Google's resumable upload protocol, server side: a start answers with a Location, pieces with 308
 * and the range received so far, the last one with the job. Of the media only length and digest are
 * kept.
 */
public final class ResumableUploads implements FakeUpstream.Handler {
  private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");
  private static final Pattern ID = Pattern.compile("[?&]upload_id=([^&]+)");

  /** What has arrived of one upload. */
  public static final class Upload {
    private final String metadata;
    private final MessageDigest sha = Digest.newSha256();
    private long received;
    private String digest = "";
    private boolean cancelled;

    private Upload(String metadata) {
      this.metadata = metadata;
    }

    public synchronized String metadata() {
      return metadata;
    }

    public synchronized long received() {
      return received;
    }

    /** SHA-256 in hex of all media, {@code ""} until the last piece came. */
    public synchronized String digest() {
      return digest;
    }

    public synchronized boolean cancelled() {
      return cancelled;
    }
  }

  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final String locationBase;

  /**
   * An upload server that hands out addresses below this base, such as {@code
   * https://bigquery.googleapis.com}.
   */
  public ResumableUploads(String locationBase) {
    this.locationBase = locationBase;
  }

  /** By upload id. */
  public Map<String, Upload> uploads() {
    return new TreeMap<>(uploads);
  }

  @Override
  public void handle(FakeExchange exchange) throws IOException {
    Matcher id = ID.matcher(exchange.request().target());
    if (!id.find()) {
      start(exchange);
      return;
    }
    Upload upload = uploads.get(id.group(1));
    if (upload == null) {
      exchange.json(404, "{\"error\":{\"code\":404,\"message\":\"no such upload\"}}");
    } else if (exchange.request().method().equals("DELETE")) {
      synchronized (upload) {
        upload.cancelled = true;
      }
      exchange.bytes(499, Map.of(), new byte[0]);
    } else {
      piece(exchange, upload);
    }
  }

  private void start(FakeExchange exchange) throws IOException {
    String id = "upload-" + (uploads.size() + 1);
    uploads.put(id, new Upload(exchange.bodyText()));
    exchange.bytes(
        200,
        Map.of(
            "Location",
            locationBase + exchange.request().path() + "?uploadType=resumable&upload_id=" + id,
            "X-GUploader-UploadID",
            id),
        new byte[0]);
  }

  private static void piece(FakeExchange exchange, Upload upload) throws IOException {
    String header = exchange.request().header("content-range").orElse("");
    Matcher range = RANGE.matcher(header);
    boolean whole = header.isEmpty();
    if (!whole && !range.matches()) {
      exchange.json(400, "{\"error\":{\"code\":400,\"message\":\"bad Content-Range\"}}");
      return;
    }
    synchronized (upload) {
      long from =
          whole ? 0 : range.group(1) == null ? upload.received : Long.parseLong(range.group(1));
      if (from != upload.received) {
        exchange.json(400, "{\"error\":{\"code\":400,\"message\":\"piece out of order\"}}");
        return;
      }
      take(exchange.body(), upload);
      String total = whole ? String.valueOf(upload.received) : range.group(3);
      if (total.equals(String.valueOf(upload.received))) {
        upload.digest = HexFormat.of().formatHex(upload.sha.digest());
        exchange.json(200, JOB);
      } else {
        exchange.bytes(
            308,
            upload.received == 0 ? Map.of() : Map.of("Range", "bytes=0-" + (upload.received - 1)),
            new byte[0]);
      }
    }
  }

  private static void take(InputStream body, Upload upload) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      upload.sha.update(buffer, 0, read);
      upload.received += read;
    }
  }

  private static final String JOB =
      """
      {"kind":"bigquery#job","id":"demo:US.upload_job","jobReference":{"projectId":"demo","jobId":"upload_job","location":"US"},"configuration":{"jobType":"LOAD","load":{}},"status":{"state":"DONE"}}""";
}
