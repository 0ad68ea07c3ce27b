package dev.chaperone.ui.model.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes a BigQuery value as one line of text: nested ones in braces, repeated ones in brackets.
 */
final class CellText {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A count of microseconds is larger, a count of seconds smaller, for any time of interest. */
  private static final BigDecimal MICROS_FROM = new BigDecimal("100000000000");

  private CellText() {}

  static String of(JsonNode value, Field field, int limit) {
    StringBuilder text = new StringBuilder();
    write(text, value, field, field.repeated(), limit);
    return text.length() <= limit ? text.toString() : text.substring(0, limit) + "…";
  }

  private static void write(
      StringBuilder text, JsonNode value, Field field, boolean array, int limit) {
    if (text.length() > limit) {
      return;
    }
    if (value.isArray()) {
      elements(text, value, field, limit);
    } else if (value.isObject()) {
      members(text, value.path("f"), field, limit);
    } else if (value.isNull() || value.isMissingNode()) {
      text.append(array ? "[]" : "NULL");
    } else if (field.type().equals("TIMESTAMP")) {
      text.append(timestamp(value.asText()));
    } else {
      text.append(value.asText());
    }
  }

  private static void elements(StringBuilder text, JsonNode array, Field field, int limit) {
    text.append('[');
    for (int i = 0; i < array.size() && text.length() <= limit; i++) {
      text.append(i == 0 ? "" : ", ");
      write(text, array.get(i).path("v"), field, false, limit);
    }
    text.append(']');
  }

  private static void members(StringBuilder text, JsonNode values, Field field, int limit) {
    text.append('{');
    for (int i = 0; i < values.size() && text.length() <= limit; i++) {
      Field child = field.child(i);
      text.append(i == 0 ? "" : ", ");
      text.append(child.name().isEmpty() ? "" : child.name() + ": ");
      write(text, values.get(i).path("v"), child, child.repeated(), limit);
    }
    text.append('}');
  }

  /** Seconds as a decimal or microseconds as a whole number, whichever the client asked for. */
  private static String timestamp(String sent) {
    try {
      BigDecimal number = new BigDecimal(sent);
      boolean micros = sent.matches("-?[0-9]+") && number.abs().compareTo(MICROS_FROM) >= 0;
      long all = (micros ? number : number.movePointRight(6)).longValueExact();
      Instant time =
          Instant.ofEpochSecond(
              Math.floorDiv(all, 1_000_000L), Math.floorMod(all, 1_000_000L) * 1_000L);
      long rest = Math.floorMod(all, 1_000_000L);
      String fraction = rest == 0 ? "" : String.format(Locale.ROOT, ".%06d", rest);
      return TIMESTAMP.format(time) + fraction + " UTC";
    } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
      return sent;
    }
  }
}
