package dev.chaperone.proxy.mask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What stands for a masked value where the value itself need not be known, as JSON. */
final class FixedValues {
  static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  static final byte[] EMPTY_ARRAY = "[]".getBytes(StandardCharsets.US_ASCII);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?\\d{1,400}(\\.\\d{0,400})?([eE][+-]?\\d{1,3})?");
  private static final Pattern NUMERIC = Pattern.compile("-?\\d{1,29}(\\.\\d{1,9})?");
  private static final Pattern BIGNUMERIC = Pattern.compile("-?\\d{1,38}(\\.\\d{1,38})?");

  private FixedValues() {}

  /** Empty if the method makes something of the value, and the type is one it can do that with. */
  static Optional<byte[]> of(MaskMethod method, ValueType type, TimestampForm form) {
    return switch (method) {
      case MaskMethod.Redact redact -> Optional.of(redacted(type));
      case MaskMethod.Null none -> Optional.of(NULL);
      case MaskMethod.Constant(String value) ->
          Optional.of(constant(value, type, form).map(JsonText::quote).orElse(redacted(type)));
      case MaskMethod.KeyedHash hash ->
          switch (type) {
            case STRING, BYTES, INT64, FLOAT64, NUMERIC, BIGNUMERIC, JSON -> Optional.empty();
            case BOOL,
                DATE,
                TIME,
                DATETIME,
                TIMESTAMP,
                INTERVAL,
                GEOGRAPHY,
                RANGE,
                STRUCT,
                UNKNOWN ->
                Optional.of(redacted(type));
          };
      case MaskMethod.LastFour last ->
          switch (type) {
            case STRING, INT64, NUMERIC, BIGNUMERIC -> Optional.empty();
            case BYTES,
                FLOAT64,
                BOOL,
                DATE,
                TIME,
                DATETIME,
                TIMESTAMP,
                INTERVAL,
                GEOGRAPHY,
                JSON,
                RANGE,
                STRUCT,
                UNKNOWN ->
                Optional.of(redacted(type));
          };
      case MaskMethod.PartialEmail email ->
          type == ValueType.STRING ? Optional.empty() : Optional.of(redacted(type));
      case MaskMethod.Bucket bucket ->
          switch (type) {
            case INT64, FLOAT64, NUMERIC, BIGNUMERIC -> Optional.empty();
            case STRING,
                BYTES,
                BOOL,
                DATE,
                TIME,
                DATETIME,
                TIMESTAMP,
                INTERVAL,
                GEOGRAPHY,
                JSON,
                RANGE,
                STRUCT,
                UNKNOWN ->
                Optional.of(redacted(type));
          };
      case MaskMethod.TruncateDate truncate ->
          switch (type) {
            case DATE, DATETIME, TIMESTAMP -> Optional.empty();
            case STRING,
                BYTES,
                INT64,
                FLOAT64,
                NUMERIC,
                BIGNUMERIC,
                BOOL,
                TIME,
                INTERVAL,
                GEOGRAPHY,
                JSON,
                RANGE,
                STRUCT,
                UNKNOWN ->
                Optional.of(redacted(type));
          };
    };
  }

  /**
   * A placeholder where the type has room for one, else NULL: a made-up number would be counted.
   */
  static byte[] redacted(ValueType type) {
    return switch (type) {
      case STRING -> JsonText.quote(MaskMethod.PLACEHOLDER);
      case BYTES -> JsonText.quote(base64(MaskMethod.PLACEHOLDER));
      case JSON -> JsonText.quote(asJson(MaskMethod.PLACEHOLDER));
      case INT64,
          FLOAT64,
          NUMERIC,
          BIGNUMERIC,
          BOOL,
          DATE,
          TIME,
          DATETIME,
          TIMESTAMP,
          INTERVAL,
          GEOGRAPHY,
          RANGE,
          STRUCT,
          UNKNOWN ->
          NULL;
    };
  }

  /** Stands in arrays for an element that a method cannot read: no NULL may stand there. */
  static byte[] neutral(ValueType type, TimestampForm form) {
    return switch (type) {
      case INT64, FLOAT64, NUMERIC, BIGNUMERIC -> JsonText.quote("0");
      case DATE -> JsonText.quote("1970-01-01");
      case DATETIME -> JsonText.quote("1970-01-01T00:00:00");
      case TIMESTAMP -> JsonText.quote(timestamp(0, form));
      case STRING, BYTES, JSON, BOOL, TIME, INTERVAL, GEOGRAPHY, RANGE, STRUCT, UNKNOWN ->
          redacted(type);
    };
  }

  static String timestamp(long seconds, TimestampForm form) {
    return switch (form) {
      case FLOAT_SECONDS -> Double.toString(seconds);
      case INT64_MICROS -> Long.toString(seconds * 1_000_000L);
      case ISO8601 -> Instant.ofEpochSecond(seconds).toString();
    };
  }

  static String asJson(String text) {
    return new String(JsonText.quote(text), StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The constant as a value of the type; empty if it is none. */
  private static Optional<String> constant(String value, ValueType type, TimestampForm form) {
    String bare = value.strip();
    try {
      return switch (type) {
        case STRING -> Optional.of(value);
        case BYTES -> Optional.of(base64(value));
        case INT64 -> Optional.of(Long.toString(Long.parseLong(bare)));
        case FLOAT64 ->
            FLOAT.matcher(bare).matches()
                ? Optional.of(Double.parseDouble(bare))
                    .filter(Double::isFinite)
                    .map(d -> Double.toString(d))
                : Optional.empty();
        case NUMERIC -> Optional.of(bare).filter(b -> NUMERIC.matcher(b).matches());
        case BIGNUMERIC -> Optional.of(bare).filter(b -> BIGNUMERIC.matcher(b).matches());
        case BOOL ->
            Optional.of(bare.toLowerCase(Locale.ROOT))
                .filter(b -> b.equals("true") || b.equals("false"));
        case DATE -> year(LocalDate.parse(bare)).map(LocalDate::toString);
        case TIME -> Optional.of(seconds(LocalTime.parse(bare)));
        case DATETIME -> {
          LocalDateTime at = LocalDateTime.parse(bare.replace(' ', 'T'));
          yield year(at.toLocalDate()).map(date -> date + "T" + seconds(at.toLocalTime()));
        }
        case TIMESTAMP -> Optional.of(timestamp(Instant.parse(bare).getEpochSecond(), form));
        case JSON -> Optional.of(json(value));
        case INTERVAL, GEOGRAPHY, RANGE, STRUCT, UNKNOWN -> Optional.empty();
      };
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> year(LocalDate date) {
    return Optional.of(date).filter(d -> d.getYear() >= 1 && d.getYear() <= 9999);
  }

  private static String seconds(LocalTime time) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
  }

  private static String json(String value) {
    try {
      if (!JSON.readTree(value).isMissingNode()) {
        return value;
      }
    } catch (JsonProcessingException e) {
      // then it is a text
    }
    return asJson(value);
  }
}
