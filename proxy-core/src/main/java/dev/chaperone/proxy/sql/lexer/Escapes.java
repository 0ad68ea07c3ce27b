package dev.chaperone.proxy.sql.lexer;

/** Reads the backslash escapes of GoogleSQL's literals and quoted identifiers. */
final class Escapes {
  private Escapes() {}

  /** The text meant; what is no valid escape stays as it is written, and BigQuery refuses it. */
  static String decode(String written) {
    if (written.indexOf('\\') < 0) {
      return written;
    }
    StringBuilder text = new StringBuilder(written.length());
    int i = 0;
    while (i < written.length()) {
      char c = written.charAt(i);
      if (c != '\\' || i + 1 == written.length()) {
        text.append(c);
        i++;
        continue;
      }
      char kind = written.charAt(i + 1);
      int digits = digits(kind);
      int from = digits == 3 ? i + 1 : i + 2;
      int value = digits == 0 ? -1 : value(written, from, digits, digits == 3 ? 8 : 16);
      if (value >= 0 && Character.isValidCodePoint(value)) {
        text.appendCodePoint(value);
        i = from + digits;
      } else {
        text.append(simple(kind));
        i += 2;
      }
    }
    return text.toString();
  }

  private static int digits(char kind) {
    return switch (kind) {
      case 'x', 'X' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      case '0', '1', '2', '3' -> 3;
      default -> 0;
    };
  }

  private static char simple(char kind) {
    return switch (kind) {
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> '\u000b';
      default -> kind;
    };
  }

  private static int value(String written, int from, int digits, int radix) {
    if (from + digits > written.length()) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(written.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value > Character.MAX_CODE_POINT ? -1 : (int) value;
  }
}
