package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One request and its answer. */
final class HttpCall {
  private static final int MAX_BODY = 10 << 20;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  // An answer that fails half-way must not be closed to look complete.
  private static final JsonFactory JSON =
      new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);

  /** Writes an answer's JSON. */
  interface Body {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private final HttpExchange exchange;
  private final List<String> path;
  private final Map<String, String> query;

  HttpCall(HttpExchange exchange) {
    this.exchange = exchange;
    this.path = segments(exchange.getRequestURI().getRawPath());
    this.query = parse(exchange.getRequestURI().getRawQuery());
  }

  String method() {
    return exchange.getRequestMethod();
  }

  /** The decoded path below {@code /bigquery/v2}, which some clients leave out. */
  List<String> path() {
    return path;
  }

  /** The address the client used, for links to itself. */
  String base() {
    return root() + "bigquery/v2";
  }

  private String root() {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    return "http://" + host + "/";
  }

  void discovery() throws IOException, ApiException {
    ObjectNode document = DiscoveryDocument.of(root());
    respond(200, json -> json.writeRawValue(MAPPER.writeValueAsString(document)));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  Optional<Long> number(String name) throws ApiException {
    Optional<String> text = parameter(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseUnsignedLong(text.get()));
    } catch (NumberFormatException e) {
      throw ApiException.invalid("Invalid value for " + name + ": " + text.get());
    }
  }

  JsonNode body() throws IOException, ApiException {
    String encoding =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Encoding")).orElse("");
    InputStream raw = exchange.getRequestBody();
    InputStream in = encoding.equalsIgnoreCase("gzip") ? new GZIPInputStream(raw) : raw;
    byte[] bytes = in.readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new ApiException(413, "uploadTooLarge", "The request body is larger than 10 MB.");
    }
    if (bytes.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (!node.isObject()) {
        throw ApiException.invalid("The request body is not a JSON object.");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new ApiException(400, "parseError", "The request body is not valid JSON.");
    }
  }

  void respond(int status, Body body) throws IOException, ApiException {
    Optional<String> fields =
        status == 200 ? parameter("fields").filter(f -> !f.isBlank()) : Optional.empty();
    Optional<FieldMask> mask = Optional.empty();
    if (fields.isPresent()) {
      mask = Optional.of(FieldMask.parse(fields.get()));
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16);
        JsonGenerator plain = JSON.createGenerator(out);
        JsonGenerator json = mask.isPresent() ? filtered(plain, mask.get()) : plain) {
      body.writeTo(json);
    }
  }

  void respondEmpty() throws IOException {
    exchange.sendResponseHeaders(204, -1);
  }

  private static JsonGenerator filtered(JsonGenerator plain, FieldMask mask) {
    return new FilteringGeneratorDelegate(
        plain, mask, TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH, true);
  }

  private static List<String> segments(String rawPath) {
    List<String> all = new ArrayList<>();
    for (String segment : rawPath.split("/")) {
      if (!segment.isEmpty()) {
        all.add(decode(segment));
      }
    }
    boolean prefixed = all.size() >= 2 && all.get(0).equals("bigquery") && all.get(1).equals("v2");
    return List.copyOf(prefixed ? all.subList(2, all.size()) : all);
  }

  private static Map<String, String> parse(@Nullable String rawQuery) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
