package dev.chaperone.recordings.database;

/** Cuts text to what a column takes; the journal keeps all of it. */
final class Texts {
  private static final int SHORT = 65_536;
  private static final int LONG = 1_000_000;

  private Texts() {}

  static String of(String text) {
    return Sql.cut(text, SHORT);
  }

  static String ofLong(String text) {
    return Sql.cut(text, LONG);
  }
}
