package dev.chaperone.ui.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.grid.GridSelection.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TsvTest {
  private static final GridModel MODEL =
      new GridModel() {
        private final List<List<GridCell>> rows =
            List.of(
                List.of(GridCell.of("NO"), GridCell.of("12")),
                List.of(GridCell.of("two\nlines \"here\""), GridCell.NULL));

        @Override
        public long rows() {
          return rows.size();
        }

        @Override
        public int columns() {
          return 2;
        }

        @Override
        public GridColumn column(int column) {
          return new GridColumn(column == 0 ? "country" : "orders", "STRING", false);
        }

        @Override
        public GridCell cell(long row, int column) {
          return rows.get((int) row).get(column);
        }
      };

  private static String copied(Kind kind, long row, int column) {
    return Tsv.of(MODEL, new GridSelection(kind, row, column));
  }

  @Test
  void aCellAloneIsItsValueAsItIs() {
    assertThat(copied(Kind.CELL, 1, 0)).isEqualTo("two\nlines \"here\"");
    assertThat(copied(Kind.CELL, 1, 1)).isEmpty();
  }

  @Test
  void aRowBeginsWithTheNames() {
    assertThat(copied(Kind.ROW, 0, 0)).isEqualTo("country\torders\nNO\t12");
  }

  @Test
  void aColumnBeginsWithItsName() {
    assertThat(copied(Kind.COLUMN, 0, 1)).isEqualTo("orders\n12\n");
  }

  @Test
  void valuesWithLineBreaksAreQuotedInATable() {
    assertThat(copied(Kind.ALL, 0, 0))
        .isEqualTo("country\torders\nNO\t12\n\"two\nlines \"\"here\"\"\"\t");
  }

  @Test
  void nothingSelectedIsNothing() {
    assertThat(Tsv.of(MODEL, GridSelection.NONE)).isEmpty();
  }
}
