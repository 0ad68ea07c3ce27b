package dev.chaperone.proxy.mask;

import java.util.Locale;

/** BigQuery's types, as far as masking tells them apart. */
public enum ValueType {
  STRING,
  BYTES,
  INT64,
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
  JSON,
  RANGE,
  STRUCT,
  /** A type this version does not know: its values are hidden whole, whatever their shape. */
  UNKNOWN;

  /** By the name in a schema, in both of BigQuery's spellings. */
  public static ValueType named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "STRING" -> STRING;
      case "BYTES" -> BYTES;
      case "INTEGER", "INT64" -> INT64;
      case "FLOAT", "FLOAT64" -> FLOAT64;
      case "NUMERIC" -> NUMERIC;
      case "BIGNUMERIC" -> BIGNUMERIC;
      case "BOOLEAN", "BOOL" -> BOOL;
      case "DATE" -> DATE;
      case "TIME" -> TIME;
      case "DATETIME" -> DATETIME;
      case "TIMESTAMP" -> TIMESTAMP;
      case "INTERVAL" -> INTERVAL;
      case "GEOGRAPHY" -> GEOGRAPHY;
      case "JSON" -> JSON;
      case "RANGE" -> RANGE;
      case "RECORD", "STRUCT" -> STRUCT;
      default -> UNKNOWN;
    };
  }
}
