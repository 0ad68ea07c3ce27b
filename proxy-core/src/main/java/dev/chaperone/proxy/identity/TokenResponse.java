package dev.chaperone.proxy.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * The JSON answer of an OAuth endpoint. The body may hold a token, so it is never recorded and not
 * in {@link #toString}.
 */
public record TokenResponse(int status, Map<String, String> headers, String json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/json", "Cache-Control", "no-store");

  public TokenResponse {
    headers = Map.copyOf(headers);
  }

  static TokenResponse ok(Map<String, ?> body) {
    return of(200, body);
  }

  static TokenResponse error(String code, String description) {
    return of(400, Map.of("error", code, "error_description", description));
  }

  private static TokenResponse of(int status, Map<String, ?> body) {
    try {
      return new TokenResponse(status, HEADERS, JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers are always JSON", e);
    }
  }

  @Override
  public String toString() {
    return "TokenResponse[status=" + status + "]";
  }
}
