package dev.chaperone.app.acceptance;

import dev.chaperone.proxy.testing.FakeExchange;
import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.proxy.testing.FakeUpstream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** BigQuery at its worst: repeats the credential it was sent wherever an answer has room. */
final class EchoingUpstream implements FakeUpstream.Handler {
  static final String COOKIE = "SID=upstream-cookie-canary-5kz81mdq";

  private final FakeJobs jobs = new FakeJobs(20);
  private final String uploadId = "ADPycd-" + UUID.randomUUID();

  @Override
  public void handle(FakeExchange exchange) throws IOException {
    String target = exchange.request().target();
    String credential = exchange.request().header("authorization").orElse("none");
    String token = credential.replaceFirst("(?i)bearer ", "");
    String mark = RecordedExchange.markIn(target);
    switch (mark) {
      case "echo-headers" ->
          exchange.bytes(
              403,
              Map.of(
                  "Content-Type", "application/json",
                  "Set-Cookie", COOKIE + "; Path=/",
                  "X-Echo", credential,
                  "ETag", '"' + token + '"',
                  "WWW-Authenticate", "Bearer realm=\"" + token + "\""),
              error(403, "who are you"));
      case "echo-error" -> exchange.bytes(403, json(), error(403, "not with " + credential));
      case "echo-gzip" -> exchange.gzipJson(400, text(error(400, "bad token " + token)));
      case "echo-base64" ->
          exchange.bytes(
              400,
              json(),
              error(
                  400,
                  Base64.getEncoder()
                      .encodeToString(("x" + credential).getBytes(StandardCharsets.UTF_8))));
      case "echo-pieces" -> inPieces(exchange, token);
      case "broken" -> exchange.cut();
      default -> {
        if (target.startsWith("/upload/") && target.contains("uploadType=resumable")) {
          upload(exchange, target);
        } else {
          jobs.handle(exchange);
        }
      }
    }
  }

  private void upload(FakeExchange exchange, String target) throws IOException {
    if (target.contains("upload_id=")) {
      exchange.json(200, "{\"kind\":\"bigquery#job\"}");
    } else {
      exchange.bytes(
          200,
          Map.of(
              "X-GUploader-UploadID",
              uploadId,
              "Location",
              "https://bigquery.googleapis.com" + target + "&upload_id=" + uploadId),
          new byte[0]);
    }
  }

  /**
   * A long answer in which the token lies across chunks, and across what a reader takes at once.
   */
  private static void inPieces(FakeExchange exchange, String token) throws IOException {
    int half = token.length() / 2;
    try (OutputStream out = exchange.chunked(200, json())) {
      out.write(
          "{\"kind\":\"bigquery#getQueryResultsResponse\",\"x\":\""
              .getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 40; i++) {
        out.write("y".repeat(8_190 - i).getBytes(StandardCharsets.UTF_8));
        out.write(token.substring(0, half).getBytes(StandardCharsets.UTF_8));
        out.write(token.substring(half).getBytes(StandardCharsets.UTF_8));
      }
      out.write("\"}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Map<String, String> json() {
    return Map.of("Content-Type", "application/json; charset=UTF-8");
  }

  private static byte[] error(int code, String message) {
    return ("{\"error\":{\"code\":"
            + code
            + ",\"message\":\""
            + message
            + "\",\"errors\":[{\"reason\":\"invalid\",\"message\":\""
            + message
            + "\"}]}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
