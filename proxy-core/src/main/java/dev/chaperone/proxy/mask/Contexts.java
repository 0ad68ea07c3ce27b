package dev.chaperone.proxy.mask;

import java.util.Arrays;

/** Where in an answer one is: the objects and arrays around, outermost first. */
final class Contexts {
  private static final int DEEPEST = 512;

  /** What an object or array is. */
  enum Kind {
    /** Around everything. */
    NONE,
    /** The answer itself. */
    ANSWER,
    /** The array of rows. */
    ROWS,
    /** A row or struct, {@code {"f": …}}. */
    RECORD,
    /** The array in it. */
    CELLS,
    /** A cell, {@code {"v": …}}. */
    CELL,
    /** The array in the cell of a repeated column. */
    ELEMENTS,
    /** Any object in which nothing is of interest. */
    OBJECT,
    /** Any such array. */
    ARRAY;

    boolean isArray() {
      return switch (this) {
        case ROWS, CELLS, ELEMENTS, ARRAY -> true;
        case NONE, ANSWER, RECORD, CELL, OBJECT -> false;
      };
    }
  }

  private static final CellRule ANY = new CellRule.Copy(Shape.ANY);

  private Kind[] kinds = new Kind[32];
  private Columns[] columns = new Columns[32];
  private CellRule[] rules = new CellRule[32];
  // Of cells how many have ended, of records and cells whether their key has come.
  private int[] counts = new int[32];
  private int depth;

  Contexts() {
    Arrays.fill(kinds, Kind.NONE);
    Arrays.fill(columns, Columns.NONE);
    Arrays.fill(rules, ANY);
  }

  int depth() {
    return depth;
  }

  Kind kind() {
    return kinds[depth];
  }

  Columns columns() {
    return columns[depth];
  }

  CellRule rule() {
    return rules[depth];
  }

  int count() {
    return counts[depth];
  }

  void count(int count) {
    counts[depth] = count;
  }

  /** Whether a row has begun and not ended. */
  boolean inRow() {
    return depth > 2 && kinds[2] == Kind.ROWS;
  }

  void push(Kind kind) throws MaskingException {
    push(kind, Columns.NONE, ANY);
  }

  void push(Kind kind, Columns of) throws MaskingException {
    push(kind, of, ANY);
  }

  void push(Kind kind, CellRule rule) throws MaskingException {
    push(kind, Columns.NONE, rule);
  }

  private void push(Kind kind, Columns of, CellRule rule) throws MaskingException {
    if (++depth == DEEPEST) {
      throw new MaskingException("the answer is nested too deeply");
    }
    if (depth == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * depth);
      columns = Arrays.copyOf(columns, 2 * depth);
      rules = Arrays.copyOf(rules, 2 * depth);
      counts = Arrays.copyOf(counts, 2 * depth);
    }
    kinds[depth] = kind;
    columns[depth] = of;
    rules[depth] = rule;
    counts[depth] = 0;
  }

  void pop() {
    depth--;
  }
}
