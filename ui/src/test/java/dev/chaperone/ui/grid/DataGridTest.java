package dev.chaperone.ui.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.testing.Fx;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;

class DataGridTest {
  /** Cells that say where they are. */
  private record Table(long rows, int columns) implements GridModel {
    @Override
    public GridColumn column(int column) {
      return new GridColumn("c" + column, "INT64", true);
    }

    @Override
    public GridCell cell(long row, int column) {
      return row == 1 && column == 1 ? GridCell.NULL : GridCell.of(row + "/" + column);
    }
  }

  private static List<String> visible(DataGrid grid) {
    return grid.lookupAll(".grid-cell").stream()
        .filter(Node::isVisible)
        .map(n -> ((Label) n).getText())
        .toList();
  }

  @Test
  void aMillionCellsTakeAsManyNodesAsAScreenful() {
    Fx.run(
        () -> {
          DataGrid grid = new DataGrid();
          grid.setModel(new Table(20_000, 60));
          Fx.lay(grid, 500, 400);
          assertThat(visible(grid)).contains("0/0", "5/2", "NULL").doesNotContain("0/30");
          grid.select(19_999, 59);
          Fx.lay(grid, 500, 400);
          assertThat(visible(grid)).contains("19999/59").doesNotContain("0/0");
          assertThat(grid.lookupAll(".grid-cell")).hasSizeLessThan(300);
        });
  }

  @Test
  void selectingACellTellsItsWholeValueAndStaysInTheTable() {
    Fx.run(
        () -> {
          DataGrid grid = new DataGrid();
          List<String> told = new ArrayList<>();
          grid.setOnValue(told::add);
          grid.setModel(new Table(3, 2));
          Fx.lay(grid, 500, 400);
          grid.select(2, 1);
          grid.select(99, -5);
          assertThat(told).containsExactly("2/1", "2/0");
        });
  }

  @Test
  void aWidthIsKeptWhileTheTableIsShownAndForgottenWithIt() {
    Fx.run(
        () -> {
          DataGrid grid = new DataGrid();
          grid.setModel(new Table(200, 3));
          Fx.lay(grid, 500, 400);
          double usual = grid.width(1);
          grid.resizeColumn(1, 222);
          grid.select(150, 2);
          Fx.lay(grid, 500, 400);
          assertThat(grid.width(1)).isEqualTo(222);
          grid.fit(1);
          assertThat(grid.width(1)).isLessThan(222);
          grid.resizeColumn(1, 1);
          assertThat(grid.width(1)).isGreaterThan(20);
          grid.setModel(new Table(200, 3));
          assertThat(grid.width(1)).isEqualTo(usual);
        });
  }

  @Test
  void anEmptyTableShowsNothingAndTakesNoSelection() {
    Fx.run(
        () -> {
          DataGrid grid = new DataGrid();
          grid.setModel(GridModel.EMPTY);
          grid.select(0, 0);
          Fx.lay(grid, 500, 400);
          assertThat(visible(grid)).isEmpty();
        });
  }
}
