package dev.chaperone.proxy.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;

/** Ready-made scripts for the {@link FakeUpstream}. */
public final class Answers {
  private static final byte[] PIECE =
      "0123456789abcdef".repeat(4096).getBytes(StandardCharsets.US_ASCII);

  private Answers() {}

  public static FakeUpstream.Handler json(int status, String json) {
    return exchange -> exchange.json(status, json);
  }

  public static FakeUpstream.Handler gzipJson(int status, String json) {
    return exchange -> exchange.gzipJson(status, json);
  }

  public static FakeUpstream.Handler noContent() {
    return FakeExchange::noContent;
  }

  public static FakeUpstream.Handler never() {
    return FakeExchange::hang;
  }

  /** BigQuery's own form of an error. */
  public static FakeUpstream.Handler error(int status, String reason, String message) {
    return json(
        status,
        """
        {"error":{"code":%d,"message":"%s","errors":[{"message":"%s","domain":"global","reason":"%s"}],"status":"UNKNOWN"}}"""
            .formatted(status, message, message, reason));
  }

  /** Answers one request after the other; the last script answers all that follow. */
  public static FakeUpstream.Handler inTurn(FakeUpstream.Handler... scripts) {
    Queue<FakeUpstream.Handler> left = new ArrayDeque<>(List.of(scripts));
    return exchange -> {
      FakeUpstream.Handler next;
      synchronized (left) {
        next = left.size() > 1 ? left.remove() : left.element();
      }
      next.handle(exchange);
    };
  }

  /** A chunked answer of the pieces the test puts in; an empty piece ends it. */
  public static FakeUpstream.Handler chunks(BlockingQueue<String> pieces) {
    return exchange -> {
      try (OutputStream answer =
          exchange.chunked(200, Map.of("Content-Type", "application/json"))) {
        for (String piece = pieces.take(); !piece.isEmpty(); piece = pieces.take()) {
          answer.write(piece.getBytes(StandardCharsets.UTF_8));
        }
      }
    };
  }

  /** As many bytes as asked for, generated while they are sent, with a Content-Length. */
  public static FakeUpstream.Handler generated(long bytes) {
    return exchange -> {
      try (OutputStream answer =
          exchange.stream(200, Map.of("Content-Type", "application/octet-stream"), bytes)) {
        generate(answer, bytes);
      }
    };
  }

  /** The same, chunked. */
  public static FakeUpstream.Handler generatedInChunks(long bytes) {
    return exchange -> {
      try (OutputStream answer =
          exchange.chunked(200, Map.of("Content-Type", "application/octet-stream"))) {
        generate(answer, bytes);
      }
    };
  }

  /** Promises {@code length} bytes, sends {@code sent}, and ends the connection. */
  public static FakeUpstream.Handler cutAfter(long sent, long length) {
    return exchange -> {
      OutputStream answer =
          exchange.stream(200, Map.of("Content-Type", "application/json"), length);
      generate(answer, sent);
      exchange.cut();
    };
  }

  /** Sends chunks of {@code sent} bytes in all and ends the connection without the last chunk. */
  public static FakeUpstream.Handler cutInChunksAfter(long sent) {
    return exchange -> {
      OutputStream answer = exchange.chunked(200, Map.of("Content-Type", "application/json"));
      generate(answer, sent);
      exchange.cut();
    };
  }

  /**
   * Writes the bytes that {@link #generated} sends: byte {@code i} is the hex digit of i mod 16.
   */
  public static void generate(OutputStream answer, long bytes) throws IOException {
    for (long left = bytes; left > 0; left -= PIECE.length) {
      answer.write(PIECE, 0, (int) Math.min(PIECE.length, left));
    }
  }
}
