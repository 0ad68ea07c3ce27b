package dev.chaperone.proxy.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Decodes {@code application/x-www-form-urlencoded} bodies of the OAuth endpoints. */
public final class FormParameters {
  private FormParameters() {}

  /**
   * @throws IllegalArgumentException if it is no form or a parameter comes twice (RFC 6749 section
   *     3.2); the message repeats nothing of the body
   */
  public static Map<String, String> parse(String body) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : body.strip().split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (parameters.put(name, value) != null) {
        throw new IllegalArgumentException("a form parameter comes twice");
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the form is not percent-encoded as it should be");
    }
  }
}
