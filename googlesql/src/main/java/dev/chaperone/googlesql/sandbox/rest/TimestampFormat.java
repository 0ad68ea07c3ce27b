package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a client wants timestamps: BigQuery's default is seconds as a floating-point number. */
enum TimestampFormat {
  FLOAT64 {
    @Override
    String write(Timestamp value) {
      return Double.toString(value.getSeconds() + value.getNanos() / 1e9);
    }
  },
  INT64 {
    @Override
    String write(Timestamp value) {
      return Long.toString(value.getSeconds() * 1_000_000L + value.getNanos() / 1_000);
    }
  },
  ISO8601_STRING {
    @Override
    String write(Timestamp value) {
      return ISO.format(
          Instant.ofEpochSecond(value.getSeconds(), value.getNanos()).atOffset(ZoneOffset.UTC));
    }
  };

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

  abstract String write(Timestamp value);

  static TimestampFormat of(String outputFormat, boolean int64) throws ApiException {
    return switch (outputFormat) {
      case "", "TIMESTAMP_OUTPUT_FORMAT_UNSPECIFIED" -> int64 ? INT64 : FLOAT64;
      case "FLOAT64", "INT64", "ISO8601_STRING" -> {
        if (int64 && !outputFormat.equals("INT64")) {
          throw ApiException.invalid(
              "useInt64Timestamp and timestampOutputFormat cannot both be set.");
        }
        yield valueOf(outputFormat);
      }
      default -> throw ApiException.invalid("Unknown timestampOutputFormat: " + outputFormat);
    };
  }

  static TimestampFormat of(JsonNode formatOptions) throws ApiException {
    return of(
        formatOptions.path("timestampOutputFormat").asText(""),
        formatOptions.path("useInt64Timestamp").asBoolean(false));
  }
}
