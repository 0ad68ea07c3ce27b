package dev.chaperone.ui.grid;

/** A table by position; read on the toolkit's thread, so cells must be at hand. */
public interface GridModel {
  GridModel EMPTY =
      new GridModel() {
        @Override
        public long rows() {
          return 0;
        }

        @Override
        public int columns() {
          return 0;
        }

        @Override
        public GridColumn column(int column) {
          throw new IndexOutOfBoundsException(column);
        }

        @Override
        public GridCell cell(long row, int column) {
          throw new IndexOutOfBoundsException(column);
        }
      };

  long rows();

  int columns();

  GridColumn column(int column);

  GridCell cell(long row, int column);
}
