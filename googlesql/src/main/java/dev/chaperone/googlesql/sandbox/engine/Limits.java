package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.ZetaSQLType.StructFieldProto;
import com.google.zetasql.ZetaSQLType.TypeProto;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says what the sandbox can hold.
 *
 * <p>The native engine takes messages of up to 4 MB, and the tables a statement names travel in
 * one.
 */
final class Limits {
  private static final int MESSAGE_BYTES = 4 << 20;

  /**
   * Room for a description and row numbers beside the rows, so that a full table can be changed.
   */
  private static final int TABLE_BYTES = 7 << 19;

  private static final int ROW_NUMBER_BYTES = 8;
  private static final int WAREHOUSE_BYTES = 24 << 20;
  private static final int CATALOG_BYTES = 3 << 20;
  private static final int TABLES = 200;
  private static final int DATASETS = 50;
  private static final int TYPE_DEPTH = 15;

  private Limits() {}

  /** For all that one statement sends to the engine. */
  static void checkMessage(int bytes, List<Table> tables) throws SqlFailure {
    if (bytes > MESSAGE_BYTES) {
      throw SqlFailure.exceeded(
          "The tables one statement names may have %s together in the sandbox; %s have %s. Name"
                  .formatted(
                      megabytes(MESSAGE_BYTES),
                      tables.stream()
                          .map(t -> t.id().engineName())
                          .collect(Collectors.joining(", ")),
                      megabytes(bytes))
              + " fewer or smaller tables.");
    }
  }

  /** For the names, columns and types of all tables. */
  static void checkCatalog(int bytes) throws SqlFailure {
    if (bytes > CATALOG_BYTES) {
      throw SqlFailure.exceeded(
          "The sandbox has no room for more names and columns: they may take %s. Drop tables first."
              .formatted(megabytes(CATALOG_BYTES)));
    }
  }

  /** For what a write would leave behind. */
  static void check(Warehouse warehouse, Table written) throws SqlFailure {
    long bytes = written.wireBytes() + (long) ROW_NUMBER_BYTES * written.contents().rows().size();
    if (bytes > TABLE_BYTES) {
      throw SqlFailure.exceeded(
          "A table may have %s in the sandbox; %s would have %s. Write fewer rows."
              .formatted(
                  megabytes(TABLE_BYTES), written.id().in(warehouse.project()), megabytes(bytes)));
    }
    long all = 0;
    int tables = 0;
    for (Dataset dataset : warehouse.datasets()) {
      all += dataset.tables().stream().mapToLong(Table::wireBytes).sum();
      tables += dataset.tables().size();
    }
    if (all > WAREHOUSE_BYTES) {
      throw SqlFailure.exceeded(
          "All tables of the sandbox may have %s together. Drop tables first."
              .formatted(megabytes(WAREHOUSE_BYTES)));
    }
    if (tables > TABLES) {
      throw SqlFailure.exceeded(
          "The sandbox holds at most %d tables and views. Drop some first.".formatted(TABLES));
    }
  }

  static void checkDatasets(Warehouse warehouse) throws SqlFailure {
    if (warehouse.datasets().size() > DATASETS) {
      throw SqlFailure.exceeded(
          "The sandbox holds at most %d datasets. Drop some first.".formatted(DATASETS));
    }
  }

  /** BigQuery's own limit; the engine's is not much wider, and then no statement would work. */
  static void checkDepth(TypeProto type) throws SqlFailure {
    if (depth(type) > TYPE_DEPTH) {
      throw SqlFailure.invalid(
          "A column may be nested at most %d levels deep.".formatted(TYPE_DEPTH));
    }
  }

  private static int depth(TypeProto type) {
    return switch (type.getTypeKind()) {
      case TYPE_ARRAY -> depth(type.getArrayType().getElementType());
      case TYPE_STRUCT -> {
        int deepest = 0;
        for (StructFieldProto field : type.getStructType().getFieldList()) {
          deepest = Math.max(deepest, depth(field.getFieldType()));
        }
        yield deepest + 1;
      }
      default -> 0;
    };
  }

  private static String megabytes(long bytes) {
    return "%.1f MB".formatted(bytes / (double) (1 << 20));
  }
}
