package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.surface.HeaderRules;
import dev.chaperone.proxy.surface.QueryString;
import dev.chaperone.proxy.surface.Recognition;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;

/** Records that a request has arrived, with its body as far as it was read (P2). */
public final class ReceivedFrames {
  private static final int PART = 1 << 20;
  private static final HeaderRules HEADERS = HeaderRules.strict();

  private ReceivedFrames() {}

  /**
   * Appends {@code received} and, for a body that is here, its {@code request} parts. A request
   * that is refused before its body was read counts as one without.
   */
  public static void append(Exchange exchange) {
    switch (exchange.body()) {
      case RequestBody.Whole(byte[] bytes) -> {
        String digest = Digest.sha256(bytes).hex();
        exchange.recorder().append(received(exchange, digest, bytes.length, false));
        for (int at = 0; at < bytes.length; at += PART) {
          int length = Math.min(PART, bytes.length - at);
          boolean last = at + length == bytes.length;
          exchange
              .recorder()
              .append(
                  new FrameBody.RequestPart(
                      at, Blob.copyOf(bytes, at, length), last, last ? digest : ""));
        }
      }
      case RequestBody.Streamed(byte[] prefix, var rest, long length) -> {
        String digest = Digest.sha256(prefix).hex();
        exchange.recorder().append(received(exchange, digest, length, true));
        // The prefix itself is recorded with the rest, chunk by chunk, right before it is sent.
      }
    }
  }

  private static FrameBody.Received received(
      Exchange exchange, String digest, long bytes, boolean streamed) {
    AgentRequest request = exchange.request();
    return new FrameBody.Received(
        exchange.principal().identity(),
        cut(request.method(), 32),
        path(exchange),
        apiMethod(exchange),
        effect(exchange),
        HEADERS.recordable(request.headers().multiMap()),
        exchange.source(),
        exchange.client(),
        digest,
        bytes,
        streamed);
  }

  private static String path(Exchange exchange) {
    AgentRequest request = exchange.request();
    String query;
    try {
      query = QueryString.parse(request.rawQuery()).raw();
    } catch (QueryString.MalformedException e) {
      // Nothing of a query that cannot be read is kept: it might hold a credential.
      query = request.rawQuery().isEmpty() ? "" : "…";
    }
    return Redaction.url(request.rawPath() + (query.isEmpty() ? "" : "?" + query));
  }

  private static String apiMethod(Exchange exchange) {
    return switch (exchange.recognitionIfKnown()) {
      case Recognition.BigQueryCall call -> call.method().name();
      case Recognition.GatewayCall call ->
          "chaperone." + call.kind().name().toLowerCase(java.util.Locale.ROOT);
      case Recognition.Refused refused -> "";
    };
  }

  private static String effect(Exchange exchange) {
    return switch (exchange.recognitionIfKnown()) {
      case Recognition.BigQueryCall call -> call.method().effect().code();
      case Recognition.GatewayCall call -> "read-metadata";
      case Recognition.Refused refused -> "";
    };
  }

  private static String cut(String text, int max) {
    return text.length() > max ? text.substring(0, max) : text;
  }
}
