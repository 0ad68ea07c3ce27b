package dev.chaperone.ui.grid;

import dev.chaperone.ui.grid.GridSelection.Kind;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** What keys do in a {@link DataGrid}: move, select as spreadsheets do, copy, open. */
final class GridKeys {
  private final DataGrid grid;

  GridKeys(DataGrid grid) {
    this.grid = grid;
    grid.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  private void pressed(KeyEvent event) {
    boolean done = event.isShortcutDown() || event.isShiftDown() ? chord(event) : plain(event);
    if (done) {
      event.consume();
    }
  }

  private boolean chord(KeyEvent event) {
    GridSelection at = grid.selection();
    boolean control = event.isShortcutDown();
    boolean shift = event.isShiftDown();
    if (control && !shift && event.getCode() == KeyCode.C) {
      grid.copy();
      return !at.isNone();
    }
    if (control && !shift && event.getCode() == KeyCode.A) {
      grid.select(Kind.ALL, Math.max(0, at.row()), Math.max(0, at.column()));
      return true;
    }
    if (event.getCode() == KeyCode.SPACE && !at.isNone()) {
      grid.select(control ? Kind.COLUMN : Kind.ROW, at.row(), at.column());
      return true;
    }
    if (control && event.getCode() == KeyCode.HOME) {
      grid.select(0, 0);
      return true;
    }
    if (control && event.getCode() == KeyCode.END) {
      grid.select(grid.model().rows() - 1, grid.model().columns() - 1);
      return true;
    }
    return false;
  }

  private boolean plain(KeyEvent event) {
    if (event.isAltDown()) {
      return false;
    }
    long row = grid.selection().row();
    int column = grid.selection().column();
    switch (event.getCode()) {
      case UP -> grid.select(row - 1, column);
      case DOWN -> grid.select(row + 1, column);
      case LEFT -> grid.select(row, column - 1);
      case RIGHT -> grid.select(row, column + 1);
      case PAGE_UP -> grid.select(row - grid.page(), column);
      case PAGE_DOWN -> grid.select(row + grid.page(), column);
      case HOME -> grid.select(row, 0);
      case END -> grid.select(row, grid.model().columns() - 1);
      case ENTER -> grid.open();
      default -> {
        return false;
      }
    }
    return true;
  }
}
