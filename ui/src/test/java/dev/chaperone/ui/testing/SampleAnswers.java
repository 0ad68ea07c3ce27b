package dev.chaperone.ui.testing;

import java.util.Locale;

/** BigQuery answers as they look on the wire. */
final class SampleAnswers {
  static final String[] COUNTRIES = {"NO", "SE", "DK", "DE", "FR", "ES", "IT", "PL", "FI", "NL"};

  private static final String[] NAMES = {"Fjord Foods", "Ärlig & Co", "Ødegård AS", "Nordlys"};
  private static final String CUSTOMERS =
      ",{\"name\":\"top_customers\",\"type\":\"RECORD\",\"mode\":\"REPEATED\",\"fields\":["
          + "{\"name\":\"id\",\"type\":\"INTEGER\"},{\"name\":\"name\",\"type\":\"STRING\"},"
          + "{\"name\":\"revenue\",\"type\":\"NUMERIC\"}]}";

  private static final String ADDRESS =
      ",{\"name\":\"address\",\"type\":\"RECORD\",\"mode\":\"NULLABLE\",\"fields\":["
          + "{\"name\":\"street\",\"type\":\"STRING\"},{\"name\":\"city\",\"type\":\"STRING\"},"
          + "{\"name\":\"zip\",\"type\":\"STRING\"}]}";

  private SampleAnswers() {}

  /** Countries, orders and revenue. */
  static String revenue() {
    StringBuilder json =
        new StringBuilder(
            head(
                    "country:STRING",
                    "orders:INTEGER",
                    "revenue:NUMERIC",
                    "first_order:DATE",
                    "note:STRING")
                .replace("]},\"jobComplete\"", CUSTOMERS + "]},\"jobComplete\""));
    for (int i = 0; i < COUNTRIES.length; i++) {
      if (i > 0) {
        json.append(',');
      }
      row(
          json,
          COUNTRIES[i],
          String.valueOf(18_204 - 1_731 * i),
          String.format(Locale.ROOT, "%.2f", 1_284_310.5 / (i + 1)),
          "2026-0" + (1 + i % 9) + "-1" + i % 10,
          i % 3 == 2 ? null : "Paid orders only, æøå included");
      json.setLength(json.length() - "]}".length());
      json.append(",{\"v\":[").append(customer(2 * i)).append(',').append(customer(2 * i + 1));
      json.append("]}]}");
    }
    return tail(json, COUNTRIES.length, 48_213_504);
  }

  private static String customer(int i) {
    return String.format(
        Locale.ROOT,
        "{\"v\":{\"f\":[{\"v\":\"%d\"},{\"v\":\"%s\"},{\"v\":\"%.2f\"}]}}",
        4_000 + 37 * i,
        NAMES[i % NAMES.length],
        91_200.0 / (i + 1));
  }

  static String wide(int columns, int rows) {
    String[] heads = new String[columns];
    for (int c = 0; c < columns; c++) {
      heads[c] =
          switch (c % 5) {
            case 0 -> "metric_" + c + ":FLOAT";
            case 1 -> "name_" + c + ":STRING";
            case 2 -> "count_" + c + ":INTEGER";
            case 3 -> "seen_" + c + ":TIMESTAMP";
            default -> "is_active_" + c + ":BOOLEAN";
          };
    }
    StringBuilder json = new StringBuilder(head(heads));
    for (int r = 0; r < rows; r++) {
      if (r > 0) {
        json.append(',');
      }
      String[] values = new String[columns];
      for (int c = 0; c < columns; c++) {
        values[c] =
            switch (c % 5) {
              case 0 -> String.format(Locale.ROOT, "%.4f", Math.sin(r + c) * 1000);
              case 1 -> (r + c) % 7 == 0 ? null : "value " + r + "/" + c;
              case 2 -> String.valueOf((r * 7919L + c * 104_729L) % 1_000_000);
              case 3 -> "1.7630" + (10_000 + r) + "E9";
              default -> (r + c) % 2 == 0 ? "true" : "false";
            };
      }
      row(json, values);
    }
    return tail(json, rows, 812_000_000);
  }

  static String orders(int rows) {
    StringBuilder json =
        new StringBuilder(
            head(
                "id:INTEGER",
                "customer_id:INTEGER",
                "amount:NUMERIC",
                "status:STRING",
                "order_date:DATE"));
    for (int r = 0; r < rows; r++) {
      if (r > 0) {
        json.append(',');
      }
      row(
          json,
          String.valueOf(100_000 + r),
          String.valueOf(1 + (r * 7919L) % 5_000),
          String.format(Locale.ROOT, "%.2f", 12.5 + r % 977 * 1.31),
          new String[] {"PAID", "SHIPPED", "RETURNED", "OPEN"}[r % 4],
          String.format(Locale.ROOT, "2026-%02d-%02d", 1 + r % 11, 1 + r % 28));
    }
    return tail(json, rows, 2_400_000_000L);
  }

  /** Customers as an agent gets them: masked, but for what nobody has tagged. */
  static String customers(int rows) {
    StringBuilder json =
        new StringBuilder(
            head(
                    "id:INTEGER",
                    "name:STRING",
                    "email:STRING",
                    "ssn:STRING",
                    "phone:STRING",
                    "country:STRING",
                    "spent:NUMERIC",
                    "orders:INTEGER",
                    "first_order:DATE",
                    "note:STRING")
                .replace("]},\"jobComplete\"", ADDRESS + "]},\"jobComplete\""));
    for (int r = 0; r < rows; r++) {
      if (r > 0) {
        json.append(',');
      }
      row(
          json,
          String.valueOf(4_000 + 37 * r),
          NAMES[r % NAMES.length],
          r % 9 == 4 ? null : "[masked]",
          hash(r),
          "****" + (1_000 + r * 613 % 9_000),
          COUNTRIES[r % COUNTRIES.length],
          String.format(Locale.ROOT, "%.2f", 91_200.0 / (r + 1)),
          String.valueOf(1 + r * 7 % 40),
          String.format(Locale.ROOT, "2026-%02d-01", 1 + r % 11),
          r % 5 == 1 ? "call back [masked]" : r % 3 == 0 ? null : "prefers e-mail");
      json.setLength(json.length() - "]}".length());
      json.append(",{\"v\":{\"f\":[{\"v\":\"[masked]\"},{\"v\":\"Bergen\"},{\"v\":\"50")
          .append(10 + r % 80)
          .append("\"}]}}]}");
    }
    return tail(json, rows, 48_213_504);
  }

  private static String hash(int i) {
    return String.format(
        Locale.ROOT,
        "%016x%016x",
        0x9e37_79b9_7f4a_7c15L * (i + 7),
        0xbf58_476d_1ce4_e5b9L * (i + 3));
  }

  static String error(String reason, String message) {
    return "{\"error\":{\"code\":400,\"message\":\""
        + message
        + "\",\"errors\":[{\"message\":\""
        + message
        + "\",\"domain\":\"global\",\"reason\":\""
        + reason
        + "\"}],\"status\":\"INVALID_ARGUMENT\"}}";
  }

  private static String head(String... columns) {
    StringBuilder json =
        new StringBuilder("{\"kind\":\"bigquery#queryResponse\",\"schema\":{\"fields\":[");
    for (int i = 0; i < columns.length; i++) {
      String[] parts = columns[i].split(":");
      json.append(i > 0 ? "," : "")
          .append("{\"name\":\"")
          .append(parts[0])
          .append("\",\"type\":\"")
          .append(parts[1])
          .append("\",\"mode\":\"NULLABLE\"}");
    }
    return json.append("]},\"jobComplete\":true,\"rows\":[").toString();
  }

  private static void row(StringBuilder json, String... values) {
    json.append("{\"f\":[");
    for (int i = 0; i < values.length; i++) {
      json.append(i > 0 ? "," : "");
      json.append(values[i] == null ? "{\"v\":null}" : "{\"v\":\"" + values[i] + "\"}");
    }
    json.append("]}");
  }

  private static String tail(StringBuilder json, int rows, long bytes) {
    return json.append("],\"totalRows\":\"")
        .append(rows)
        .append("\",\"totalBytesProcessed\":\"")
        .append(bytes)
        .append("\",\"cacheHit\":false}")
        .toString();
  }
}
