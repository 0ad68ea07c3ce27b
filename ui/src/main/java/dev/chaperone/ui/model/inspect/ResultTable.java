package dev.chaperone.ui.model.inspect;

import java.util.List;

/**
 * Result rows of one answer as text, in a compact store; made for grids that ask for the cells they
 * show.
 */
public interface ResultTable {
  /**
   * A column.
   *
   * @param type BigQuery's type such as {@code STRING}; {@code ARRAY<…>} where repeated
   */
  record Column(String name, String type) {
    /** Whether values stand at the right. */
    public boolean isNumber() {
      return switch (type) {
        case "INTEGER", "INT64", "FLOAT", "FLOAT64", "NUMERIC", "BIGNUMERIC" -> true;
        default -> false;
      };
    }
  }

  ResultTable NONE =
      new ResultTable() {
        @Override
        public List<Column> columns() {
          return List.of();
        }

        @Override
        public int rows() {
          return 0;
        }

        @Override
        public String text(int row, int column) {
          throw new IndexOutOfBoundsException("there are no rows");
        }

        @Override
        public boolean isNull(int row, int column) {
          throw new IndexOutOfBoundsException("there are no rows");
        }
      };

  List<Column> columns();

  int rows();

  /** {@code ""} for a null. */
  String text(int row, int column);

  boolean isNull(int row, int column);
}
