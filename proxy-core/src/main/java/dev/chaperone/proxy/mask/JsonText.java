package dev.chaperone.proxy.mask;

import java.nio.charset.StandardCharsets;

/** JSON's texts: from their bytes to characters and back. */
final class JsonText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private JsonText() {}

  /**
   * The characters of a text whose grammar has been checked.
   *
   * @param from first byte behind the opening quote
   * @param to the closing quote
   */
  static String decode(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\\') {
        return unescape(new String(bytes, from, to - from, StandardCharsets.UTF_8));
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static String unescape(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i++);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escape = raw.charAt(i++);
      switch (escape) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(raw, i, i + 4, 16));
          i += 4;
        }
        default -> text.append(escape);
      }
    }
    return text.toString();
  }

  /** As a JSON text, quotes included; half a surrogate pair stays what it is, escaped. */
  static byte[] quote(String text) {
    byte[] simple = new byte[text.length() + 2];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return quoteAny(text);
      }
      simple[i + 1] = (byte) c;
    }
    simple[0] = '"';
    simple[simple.length - 1] = '"';
    return simple;
  }

  private static byte[] quoteAny(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        unicode(json, c);
      } else if (!Character.isSurrogate(c)) {
        json.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        json.append(c).append(text.charAt(++i));
      } else {
        unicode(json, c);
      }
    }
    return json.append('"').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void unicode(StringBuilder json, char c) {
    json.append("\\u")
        .append(HEX[c >> 12])
        .append(HEX[c >> 8 & 15])
        .append(HEX[c >> 4 & 15])
        .append(HEX[c & 15]);
  }
}
