package dev.chaperone.proxy.leak;

import java.util.List;

/** What the stand-in warehouse has to say to one request. Written by hand for each road. */
sealed interface Told {
  /**
   * A result.
   *
   * @param warning an entry of {@code errors} besides, "" for none
   */
  record Rows(List<Column> columns, String warning) implements Told {}

  /**
   * It fails.
   *
   * @param message with {text} and {number} where tagged values are quoted
   */
  record Failure(int status, String reason, String message) implements Told {}

  /** It makes a table or view which holds this from then on. */
  record Creates(String table, boolean view, List<Column> columns) implements Told {}

  /** It has no result. */
  record Nothing() implements Told {}

  /** Rows that were not inserted. */
  record InsertErrors(String message) implements Told {}

  /** As the tables of the warehouse say. */
  record AsItIs() implements Told {}
}
