package dev.chaperone.googlesql.sandbox.engine;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a statement before it runs; it holds no rows, so it can be kept.
 *
 * @param statementType in BigQuery's spelling, such as {@code CREATE_TABLE_AS_SELECT}
 * @param rows what it answers; empty if it answers no rows
 * @param tables whose contents it reads
 * @param views by which it names some of them
 * @param ddl what it does to a definition
 * @param target the table it writes
 */
public record Analysis(
    String project,
    Query query,
    String statementType,
    Optional<Answer> rows,
    List<TableId> tables,
    List<TableId> views,
    long bytesProcessed,
    Optional<Ddl> ddl,
    Optional<TableId> target) {

  /**
   * The form of the rows a query answers.
   *
   * @param valueTable whether the engine gives each row as one value
   */
  public record Answer(List<Column> schema, boolean valueTable) {
    public Answer {
      schema = List.copyOf(schema);
    }
  }

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
    tables = List.copyOf(tables);
    views = List.copyOf(views);
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
