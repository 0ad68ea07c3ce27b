package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Which rows one answer carries, and the token that asks for the rest. */
record Page(RowWriter writer, int from, int to, int total) {
  /** BigQuery's own limit for one page. */
  private static final long MAX_BYTES = 10_000_000;

  static Page of(HttpCall call, RowWriter writer, int total) throws IOException, ApiException {
    return of(
        writer,
        total,
        call.parameter("pageToken").filter(t -> !t.isEmpty()),
        call.number("startIndex"),
        call.number("maxResults"));
  }

  static Page of(
      RowWriter writer,
      int total,
      Optional<String> token,
      Optional<Long> startIndex,
      Optional<Long> maxResults)
      throws IOException, ApiException {
    long start = token.isPresent() ? position(token.get()) : startIndex.orElse(0L);
    int from = (int) Math.min(start, total);
    int to = writer.pageEnd(from, maxResults.orElse(Long.MAX_VALUE), MAX_BYTES);
    return new Page(writer, from, to, total);
  }

  /** The fields totalRows, pageToken and rows, in the order the real service has them. */
  void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("totalRows", Integer.toString(total));
    // A page of no rows is asked for to wait for a job: a token would only repeat it.
    if (to < total && to > from) {
      json.writeStringField("pageToken", token(to));
    }
    if (to > from) {
      json.writeFieldName("rows");
      writer.write(json, from, to);
    }
  }

  private static String token(int position) {
    byte[] text = ("rows:" + position).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static long position(String token) throws ApiException {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith("rows:")) {
        return Integer.parseUnsignedInt(text.substring("rows:".length()));
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the same answer as for a token of another shape.
    }
    throw ApiException.invalid("Invalid page token.");
  }
}
