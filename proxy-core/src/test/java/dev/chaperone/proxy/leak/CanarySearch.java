package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for canaries in all that an agent got, in clear and in the disguises of issue 5. */
final class CanarySearch {
  private static final int PIECE = 6;
  private static final int CODED = 12;
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

  /** Everything, as it came and with JSON's escapes undone. */
  private final StringBuilder all = new StringBuilder();

  /** Values of rows and messages: what else has six digits is made by gateway and stand-in. */
  private final StringBuilder values = new StringBuilder();

  private final Set<String> leaves = new HashSet<>();
  private final Set<String> pieces;
  private final Set<String> coded;
  private final Set<String> codedLower;
  private final Set<String> digits;
  private final String lower;

  private CanarySearch(List<Delivered> delivered) {
    for (Delivered one : delivered) {
      all.append(one.headers()).append('\n').append(one.body()).append('\n');
      read(one.body());
    }
    all.append(unescaped(all.toString()));
    lower = all.toString().toLowerCase(Locale.ROOT);
    pieces = grams(lower, PIECE);
    coded = grams(all.toString(), CODED);
    codedLower = grams(lower, CODED);
    digits = grams(values.toString(), PIECE);
  }

  /** What was found, one line each; empty if nothing was. */
  static List<String> find(List<Canary> canaries, List<Delivered> delivered) {
    CanarySearch search = new CanarySearch(delivered);
    List<String> found = new ArrayList<>();
    for (Canary canary : canaries) {
      search.in(canary).ifPresent(how -> found.add(canary + " " + how));
    }
    return found;
  }

  private Optional<String> in(Canary canary) {
    return switch (canary) {
      case Canary.Text(String value) -> text(value);
      case Canary.Digits(String value) -> number(value);
      case Canary.Whole(List<String> forms) ->
          forms.stream()
              .filter(f -> lower.contains(f.toLowerCase(Locale.ROOT)) || isCoded(f))
              .findFirst()
              .map(f -> "as " + f);
      case Canary.Flag() ->
          leaves.contains("true") ? Optional.of("as a value of a row") : Optional.empty();
    };
  }

  private Optional<String> text(String value) {
    String small = value.toLowerCase(Locale.ROOT);
    for (int i = 0; i + PIECE <= small.length(); i++) {
      String piece = small.substring(i, i + PIECE);
      if (pieces.contains(piece)) {
        return Optional.of("in clear: " + piece);
      }
      if (pieces.contains(new StringBuilder(piece).reverse().toString())) {
        return Optional.of("backwards: " + piece);
      }
    }
    return isCoded(value)
            || isCoded(small)
            || isCoded(value.toUpperCase(Locale.ROOT))
            || isCoded(new StringBuilder(value).reverse().toString())
        ? Optional.of("in base64 or hex")
        : Optional.empty();
  }

  /** Nine characters wherever they begin make twelve of base64, six make twelve of hex. */
  private boolean isCoded(String value) {
    for (int i = 0; i + 9 <= value.length(); i++) {
      byte[] part = value.substring(i, i + 9).getBytes(StandardCharsets.UTF_8);
      if (part.length == 9
          && (coded.contains(Base64.getEncoder().encodeToString(part))
              || coded.contains(Base64.getUrlEncoder().encodeToString(part)))) {
        return true;
      }
      String hex = HexFormat.of().formatHex(part).substring(0, CODED);
      if (codedLower.contains(hex)) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> number(String value) {
    if (all.indexOf(value) >= 0 || isCoded(value)) {
      return Optional.of("in clear");
    }
    for (int i = 0; i + PIECE <= value.length(); i++) {
      String piece = value.substring(i, i + PIECE);
      if (digits.contains(piece)
          || digits.contains(new StringBuilder(piece).reverse().toString())) {
        return Optional.of("in part: " + piece);
      }
    }
    return Optional.empty();
  }

  private void read(String body) {
    try {
      JsonNode json = Corpus.JSON.readTree(body);
      if (json != null) {
        collect("", json, false);
      }
    } catch (JsonProcessingException e) {
      values.append(body).append('\n');
    }
  }

  private void collect(String name, JsonNode node, boolean value) {
    if (node.isValueNode()) {
      all.append(node.asText()).append('\n');
      if (value || name.equals("message") || name.equals("debugInfo")) {
        values.append(node.asText()).append('\n');
        leaves.add(node.asText());
      }
    }
    node.forEach(child -> {
          if (node.isArray()) {
            collect(name, child, value);
          }
        });
    node.properties()
        .forEach(
            entry -> {
              all.append(entry.getKey()).append('\n');
              collect(entry.getKey(), entry.getValue(), value || entry.getKey().equals("rows"));
            });
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            m -> Matcher.quoteReplacement("" + (char) Integer.parseInt(m.group(1), 16)));
  }

  private static Set<String> grams(String text, int length) {
    Set<String> grams = new HashSet<>();
    for (int i = 0; i + length <= text.length(); i++) {
      grams.add(text.substring(i, i + length));
    }
    return grams;
  }
}
