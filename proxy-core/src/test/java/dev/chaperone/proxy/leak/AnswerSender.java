package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.testing.FakeExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Sends an answer as the road says: whole or in tiny chunks, compressed, with odd escapes. */
final class AnswerSender {
  private static final int CHUNK = 7;

  private final Random random = new Random();
  private volatile Way way = Way.of("query");

  void way(Way now) {
    way = now;
  }

  /** A query parameter's first value, decoded. */
  static Optional<String> parameter(FakeExchange exchange, String name) {
    for (String piece : exchange.request().query().split("&", -1)) {
      if (piece.startsWith(name + "=")) {
        return Optional.of(
            URLDecoder.decode(piece.substring(name.length() + 1), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  void send(FakeExchange exchange, int status, ObjectNode answer) throws IOException {
    Optional<String> fields = parameter(exchange, "fields");
    String text =
        (status == 200 && fields.isPresent() ? FieldMask.apply(fields.get(), answer) : answer)
            .toString();
    byte[] body = (way.has("escapes") ? escaped(text) : text).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json; charset=UTF-8");
    if (way.has("gzip")
        && exchange.request().header("accept-encoding").orElse("").contains("gzip")) {
      headers.put("Content-Encoding", "gzip");
      body = zipped(body);
    }
    if (!way.has("chunks")) {
      exchange.bytes(status, headers, body);
      return;
    }
    try (OutputStream out = exchange.chunked(status, headers)) {
      for (int i = 0; i < body.length; i += CHUNK) {
        out.write(body, i, Math.min(CHUNK, body.length - i));
      }
    }
  }

  void error(FakeExchange exchange, int status, String reason, String message) throws IOException {
    ObjectNode error = Corpus.JSON.createObjectNode();
    ObjectNode inner = error.putObject("error").put("code", status).put("message", message);
    inner
        .putArray("errors")
        .addObject()
        .put("message", message)
        .put("domain", "global")
        .put("reason", reason)
        .put("location", "q")
        .put("locationType", "parameter");
    inner.put("status", "INVALID_ARGUMENT");
    send(exchange, status, error);
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(body);
    }
    return zipped.toByteArray();
  }

  /** Some of the characters of names and texts in another spelling. */
  private String escaped(String json) {
    StringBuilder odd = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '\\') {
        odd.append(c).append(json.charAt(++i));
      } else if (c == '"') {
        inside = !inside;
        odd.append(c);
      } else if (inside && random.nextInt(5) == 0) {
        odd.append("\\u%04x".formatted((int) c));
      } else {
        odd.append(c);
      }
    }
    return odd.toString();
  }
}
