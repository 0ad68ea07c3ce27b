import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.TableResult;

/**
 * Reads whole tables whose values are masked, each value by the getter of its type, and prints one
 * JSON line for each. Its arguments are tables.
 */
public final class Masked {
  private Masked() {}

  public static void main(String[] args) {
    String host =
        System.getenv().getOrDefault("CHAPERONE_BIGQUERY_HOST", System.getenv("CHAPERONE_ENDPOINT"));
    BigQuery bigquery = BigQueryOptions.newBuilder().setHost(host).build().getService();
    for (String table : args) {
      long rows = 0;
      String fault = "";
      StringBuilder seen = new StringBuilder();
      try {
        TableResult result =
            bigquery.query(QueryJobConfiguration.of("SELECT * FROM shop." + table));
        for (FieldValueList row : result.iterateAll()) {
          rows++;
          read(result.getSchema().getFields(), row, seen);
        }
      } catch (Exception e) {
        fault = String.valueOf(e);
      }
      System.out.printf(
          "{\"check\":\"%s\",\"ok\":%s,\"rows\":%d,\"detail\":\"%s\"}%n",
          table, fault.isEmpty(), rows, (fault + seen).replaceAll("[^ -~]|[\"\\\\]", "'"));
    }
    System.exit(0);
  }

  private static void read(FieldList fields, FieldValueList row, StringBuilder seen) {
    for (int i = 0; i < fields.size(); i++) {
      value(fields.get(i), row.get(i), seen);
    }
  }

  private static void value(Field field, FieldValue value, StringBuilder seen) {
    seen.append(field.getName()).append('=');
    if (value.isNull()) {
      seen.append("null ");
    } else if (field.getMode() == Field.Mode.REPEATED) {
      for (FieldValue element : value.getRepeatedValue()) {
        single(field, element, seen);
      }
    } else {
      single(field, value, seen);
    }
  }

  private static void single(Field field, FieldValue value, StringBuilder seen) {
    if (value.isNull()) {
      seen.append("null ");
      return;
    }
    Object read =
        switch (field.getType().getStandardType()) {
          case INT64 -> value.getLongValue();
          case FLOAT64 -> value.getDoubleValue();
          case NUMERIC, BIGNUMERIC -> value.getNumericValue();
          case BOOL -> value.getBooleanValue();
          case BYTES -> new String(value.getBytesValue());
          case TIMESTAMP -> value.getTimestampInstant();
          case STRUCT -> {
            read(field.getSubFields(), value.getRecordValue(), seen);
            yield "";
          }
          default -> value.getValue();
        };
    seen.append(read).append(' ');
  }
}
