package dev.chaperone.googlesql.sandbox.engine;

import java.util.List;

/** What is known of a query before it runs. */
public record Analysis(
    Query query,
    List<Column> schema,
    boolean valueTable,
    List<Table> tables,
    long bytesProcessed,
    String executable) {

  /** BigQuery bills whole mebibytes, at least ten for each table. */
  public long bytesBilled() {
    long mebibyte = 1L << 20;
    if (bytesProcessed == 0) {
      return 0;
    }
    long rounded = (bytesProcessed + mebibyte - 1) / mebibyte * mebibyte;
    return Math.max(rounded, 10 * mebibyte * Math.max(1, tables.size()));
  }
}
