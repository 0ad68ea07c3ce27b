package dev.chaperone.proxy.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The innermost loops of reading JSON, and its small rules. */
final class JsonScan {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long SPACES = ' ' * ONES;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  /** How a cell with a text begins; six bytes. */
  private static final long CELL =
      (long) LONG.get("{\"v\":\"\0\0".getBytes(StandardCharsets.US_ASCII), 0);

  private static final long SIX_BYTES = 0xffffffffffffL;

  /** How long the beginning of an object is, up to its first field's value. */
  static final int OBJECT = 5;

  private JsonScan() {}

  /**
   * The place of the first quote, backslash or control character, or {@code to}. Eight bytes at
   * once: a byte of a word has its high bit set afterwards if it was one of those; what stands
   * behind the first such byte may be wrong, but only the first is used.
   */
  static int text(byte[] b, int from, int to) {
    int i = from;
    while (i + Long.BYTES <= to) {
      long word = (long) LONG.get(b, i);
      long quote = word ^ QUOTES;
      long backslash = word ^ BACKSLASHES;
      long found =
          ((quote - ONES) & ~quote | (backslash - ONES) & ~backslash | (word - SPACES) & ~word)
              & HIGH;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      i += Long.BYTES;
    }
    while (i < to) {
      byte c = b[i];
      if (c == '"' || c == '\\' || c >= 0 && c < ' ') {
        return i;
      }
      i++;
    }
    return to;
  }

  /** Whether a cell with a text begins there; eight bytes must be there. */
  static boolean isTextCell(byte[] b, int at) {
    return ((long) LONG.get(b, at) & SIX_BYTES) == CELL;
  }

  /** Whether an object begins there, with a field of this name in front, all without spaces. */
  static boolean isObjectWith(byte name, byte[] b, int at, int to) {
    return to - at > OBJECT
        && b[at] == '{'
        && b[at + 1] == '"'
        && b[at + 2] == name
        && b[at + 3] == '"'
        && b[at + 4] == ':';
  }

  static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  /** Whether a byte can be part of a number, true, false or null. */
  static boolean isLiteral(byte c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c == '-'
        || c == '+'
        || c == '.'
        || c == 'E';
  }

  static boolean isHex(byte c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  /** Whether this is a number, true, false or null in full. */
  static boolean isWhole(byte[] b, int from, int to) {
    String text = new String(b, from, to - from, StandardCharsets.US_ASCII);
    return switch (text) {
      case "null", "true", "false" -> true;
      default -> NUMBER.matcher(text).matches();
    };
  }
}
