package dev.chaperone.proxy.mask;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes masked values from clear ones, for the methods that show something of them. One thread. */
final class ValueMasker {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,19}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,80}(\\.\\d{1,80})?");
  // Exact in every client, also where all numbers are doubles.
  private static final int HASH_BITS = 53;
  private static final int HASH_BYTES = 16;
  private static final int FEWEST_DIGITS = 8;

  private final TimestampForm form;
  // By identity: a key's own hash code is as much work as hashing a value.
  private final Map<HashKey, KeyedHasher> hashers = new IdentityHashMap<>();

  ValueMasker(TimestampForm form) {
    this.form = form;
  }

  /**
   * The masked value as JSON.
   *
   * @param text the clear value as BigQuery writes it
   * @return empty if the method cannot read it; it is then hidden whole
   */
  Optional<byte[]> mask(MaskMethod method, ValueType type, String text) {
    Optional<byte[]> fixed = FixedValues.of(method, type, form);
    if (fixed.isPresent()) {
      return fixed;
    }
    return switch (method) {
      case MaskMethod.KeyedHash(HashKey key) -> hash(key, type, text).map(JsonText::quote);
      case MaskMethod.LastFour last ->
          (type == ValueType.STRING ? TextMasks.lastFour(text) : lastDigits(text))
              .map(JsonText::quote);
      case MaskMethod.PartialEmail email -> TextMasks.partialEmail(text).map(JsonText::quote);
      case MaskMethod.Bucket(long size) -> bucket(size, type, text).map(JsonText::quote);
      case MaskMethod.TruncateDate(MaskMethod.TruncateDate.Unit unit) ->
          DateMasks.truncate(unit, type, form, text).map(JsonText::quote);
      case MaskMethod.Redact redact -> Optional.empty();
      case MaskMethod.Null none -> Optional.empty();
      case MaskMethod.Constant constant -> Optional.empty();
    };
  }

  /** What stands in a text for a part of it; for NULL callers hide all of the text. */
  String maskPart(MaskMethod method, String part) {
    return switch (method) {
      case MaskMethod.KeyedHash(HashKey key) -> hex(key, part.getBytes(StandardCharsets.UTF_8));
      case MaskMethod.LastFour last -> TextMasks.lastFour(part).orElse(MaskMethod.PLACEHOLDER);
      case MaskMethod.PartialEmail email ->
          TextMasks.partialEmail(part).orElse(MaskMethod.PLACEHOLDER);
      case MaskMethod.Constant(String value) -> value;
      case MaskMethod.Redact redact -> MaskMethod.PLACEHOLDER;
      case MaskMethod.Null none -> MaskMethod.PLACEHOLDER;
      case MaskMethod.Bucket bucket -> MaskMethod.PLACEHOLDER;
      case MaskMethod.TruncateDate truncate -> MaskMethod.PLACEHOLDER;
    };
  }

  private Optional<String> hash(HashKey key, ValueType type, String text) {
    return switch (type) {
      case STRING -> Optional.of(hex(key, text.getBytes(StandardCharsets.UTF_8)));
      case JSON -> Optional.of(FixedValues.asJson(hex(key, text.getBytes(StandardCharsets.UTF_8))));
      case BYTES -> {
        try {
          byte[] digest = digest(key, Base64.getDecoder().decode(text));
          yield Optional.of(Base64.getEncoder().encodeToString(Arrays.copyOf(digest, HASH_BYTES)));
        } catch (IllegalArgumentException e) {
          yield Optional.empty();
        }
      }
      case INT64, FLOAT64, NUMERIC, BIGNUMERIC -> Optional.of(number(key, canonical(type, text)));
      case BOOL, DATE, TIME, DATETIME, TIMESTAMP, INTERVAL, GEOGRAPHY, RANGE, STRUCT, UNKNOWN ->
          Optional.empty();
    };
  }

  /** One spelling for one number, so that 1, 1.0 and 1e0 in columns of different types join. */
  private static String canonical(ValueType type, String text) {
    Optional<BigDecimal> value = type == ValueType.FLOAT64 ? finite(text) : decimal(text);
    return value
        .map(v -> v.signum() == 0 ? "0" : v.stripTrailingZeros().toPlainString())
        .orElse(text);
  }

  private String number(HashKey key, String text) {
    long bits = ByteBuffer.wrap(digest(key, text.getBytes(StandardCharsets.UTF_8))).getLong();
    return Long.toString(bits >>> (Long.SIZE - HASH_BITS));
  }

  private String hex(HashKey key, byte[] value) {
    return HexFormat.of().formatHex(digest(key, value), 0, HASH_BYTES);
  }

  private byte[] digest(HashKey key, byte[] value) {
    return hashers.computeIfAbsent(key, HashKey::hasher).hash(value);
  }

  /** The last four digits of whole numbers that are long enough not to be given away by them. */
  private static Optional<String> lastDigits(String text) {
    String digits = text.startsWith("-") ? text.substring(1) : text;
    if (digits.length() < FEWEST_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    return Optional.of(Integer.toString(Integer.parseInt(digits.substring(digits.length() - 4))));
  }

  private static Optional<String> bucket(long size, ValueType type, String text) {
    if (type == ValueType.INT64) {
      return whole(text).flatMap(value -> bucket(size, value));
    }
    if (type == ValueType.FLOAT64) {
      return finite(text)
          .map(value -> floor(value, size).doubleValue())
          .filter(Double::isFinite)
          .map(d -> Double.toString(d));
    }
    return decimal(text).map(value -> floor(value, size).toPlainString());
  }

  private static Optional<String> bucket(long size, long value) {
    long floor = Math.floorDiv(value, size);
    // Below the smallest number there is no bucket's begin.
    return floor < Long.MIN_VALUE / size
        ? Optional.empty()
        : Optional.of(Long.toString(floor * size));
  }

  private static BigDecimal floor(BigDecimal value, long size) {
    BigDecimal width = BigDecimal.valueOf(size);
    return value.divide(width, 0, RoundingMode.FLOOR).multiply(width);
  }

  private static Optional<Long> whole(String text) {
    try {
      return WHOLE.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> decimal(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /** Empty also for NaN and the infinities. */
  private static Optional<BigDecimal> finite(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value)
          ? Optional.of(new BigDecimal(Double.toString(value)))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
