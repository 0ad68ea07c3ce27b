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
  private final Needles clear = new Needles(PIECE);
  private final Needles digits = new Needles(PIECE);
  private final Needles base64 = new Needles(CODED);
  private final Needles hex = new Needles(CODED);
  private final List<String> found = new ArrayList<>();

  private CanarySearch(List<Delivered> delivered) {
    for (Delivered one : delivered) {
      all.append(one.headers()).append('\n').append(one.body()).append('\n');
      read(one.body());
    }
    all.append(unescaped(all.toString()));
  }

  /** What was found, one line each; empty if nothing was. */
  static List<String> find(List<Canary> canaries, List<Delivered> delivered) {
    CanarySearch search = new CanarySearch(delivered);
    String text = search.all.toString();
    String lower = text.toLowerCase(Locale.ROOT);
    canaries.forEach(canary -> search.look(canary, lower));
    search.clear.in(lower, search.found);
    search.hex.in(lower, search.found);
    search.base64.in(text, search.found);
    search.digits.in(search.values.toString(), search.found);
    return search.found;
  }

  /** Looks for what is looked for as a whole, and remembers the pieces. */
  private void look(Canary canary, String lower) {
    switch (canary) {
      case Canary.Text(String value) -> text(value);
      case Canary.Digits(String value) -> {
        whole(canary, value, lower);
        pieces(digits, value, canary + " in part");
        pieces(digits, backwards(value), canary + " in part, backwards");
      }
      case Canary.Whole(List<String> forms) -> forms.forEach(form -> whole(canary, form, lower));
      case Canary.Flag() -> {
        if (leaves.contains("true")) {
          found.add(canary + " as a value of a row");
        }
      }
    }
  }

  private void whole(Canary canary, String form, String lower) {
    if (lower.contains(form.toLowerCase(Locale.ROOT))) {
      found.add(canary + " as " + form);
    }
    coded(form, canary.toString());
  }

  private void text(String value) {
    String small = value.toLowerCase(Locale.ROOT);
    pieces(clear, small, value + " in clear");
    pieces(clear, backwards(small), value + " backwards");
    for (String one : List.of(value, small, value.toUpperCase(Locale.ROOT), backwards(value))) {
      coded(one, value);
    }
  }

  private static void pieces(Needles into, String value, String told) {
    for (int i = 0; i + PIECE <= value.length(); i++) {
      into.add(value.substring(i, i + PIECE), told);
    }
  }

  /** Nine characters wherever they begin make twelve of base64, six make twelve of hex. */
  private void coded(String value, String told) {
    for (int i = 0; i + 9 <= value.length(); i++) {
      byte[] part = value.substring(i, i + 9).getBytes(StandardCharsets.UTF_8);
      if (part.length == 9) {
        base64.add(Base64.getEncoder().encodeToString(part), told + " in base64");
        base64.add(Base64.getUrlEncoder().encodeToString(part), told + " in base64");
      }
      hex.add(HexFormat.of().formatHex(part).substring(0, CODED), told + " in hex");
    }
  }

  private static String backwards(String text) {
    return new StringBuilder(text).reverse().toString();
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
    if (node.isArray()) {
      node.forEach(child -> collect(name, child, value));
    }
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
        .replaceAll(m -> Matcher.quoteReplacement("" + (char) Integer.parseInt(m.group(1), 16)));
  }
}
