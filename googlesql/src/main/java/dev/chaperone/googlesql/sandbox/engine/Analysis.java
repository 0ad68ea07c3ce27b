package dev.chaperone.googlesql.sandbox.engine;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a statement before it runs.
 *
 * @param warehouse as it was when the statement was looked at
 * @param statementType in BigQuery's spelling, such as {@code CREATE_TABLE_AS_SELECT}
 * @param schema of the rows it answers; none if it answers none
 * @param tables whose contents it reads
 * @param views by which it names some of them
 * @param ddl what it does to a definition
 * @param target the table it writes
 */
public record Analysis(
    Query query,
    Warehouse warehouse,
    String statementType,
    List<Column> schema,
    boolean valueTable,
    List<Table> tables,
    List<Table> views,
    long bytesProcessed,
    Optional<Ddl> ddl,
    Optional<TableId> target,
    Plan plan) {

  /**
   * A change of definitions.
   *
   * @param operation CREATE, REPLACE, ALTER, DROP or SKIP
   * @param dataset set if it is about a dataset and not about a table
   */
  public record Ddl(String operation, Optional<TableId> table, Optional<String> dataset) {
    static Ddl of(String operation, TableId table) {
      return new Ddl(operation, Optional.of(table), Optional.empty());
    }

    static Ddl of(String operation, String dataset) {
      return new Ddl(operation, Optional.empty(), Optional.of(dataset));
    }
  }

  public Analysis {
    schema = List.copyOf(schema);
    tables = List.copyOf(tables);
    views = List.copyOf(views);
  }

  /** Whether it leaves everything as it is. */
  public boolean readsOnly() {
    return plan instanceof Plan.Read;
  }

  public boolean answersRows() {
    return plan instanceof Plan.Read || plan instanceof Plan.Store;
  }

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
