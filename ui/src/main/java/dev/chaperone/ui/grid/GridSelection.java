package dev.chaperone.ui.grid;

/** What of a table is selected: one cell, a whole row or column, everything, or nothing. */
record GridSelection(Kind kind, long row, int column) {
  enum Kind {
    NOTHING,
    CELL,
    ROW,
    COLUMN,
    ALL
  }

  static final GridSelection NONE = new GridSelection(Kind.NOTHING, -1, -1);

  GridSelection as(Kind other) {
    return new GridSelection(other, row, column);
  }

  boolean isNone() {
    return kind == Kind.NOTHING;
  }

  boolean hasCell(long atRow, int atColumn) {
    return switch (kind) {
      case NOTHING -> false;
      case CELL -> atRow == row && atColumn == column;
      case ROW -> atRow == row;
      case COLUMN -> atColumn == column;
      case ALL -> true;
    };
  }

  boolean hasRow(long atRow) {
    return kind == Kind.ALL || (atRow == row && (kind == Kind.CELL || kind == Kind.ROW));
  }

  boolean hasColumn(int atColumn) {
    return kind == Kind.ALL || (atColumn == column && (kind == Kind.CELL || kind == Kind.COLUMN));
  }
}
