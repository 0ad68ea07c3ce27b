package dev.chaperone.ui.grid;

import dev.chaperone.ui.grid.GridSelection.Kind;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** What the mouse does in a {@link DataGrid}: select, open, and drag or fit a column's edge. */
final class GridMouse {
  private static final double CATCH = 5;

  private final DataGrid grid;
  private int dragged = -1;
  private double dragStart;
  private double widthAtStart;

  GridMouse(DataGrid grid, Node viewport) {
    this.grid = grid;
    viewport.addEventHandler(MouseEvent.MOUSE_MOVED, e -> viewport.setCursor(cursor(e)));
    viewport.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    viewport.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    viewport.addEventHandler(MouseEvent.MOUSE_RELEASED, e -> dragged = -1);
  }

  private Cursor cursor(MouseEvent event) {
    return edge(event) >= 0 ? Cursor.H_RESIZE : Cursor.DEFAULT;
  }

  private int edge(MouseEvent event) {
    return event.getY() < DataGrid.HEAD ? grid.edgeAt(event.getX(), CATCH) : -1;
  }

  private void pressed(MouseEvent event) {
    grid.requestFocus();
    int edge = edge(event);
    boolean primary = event.getButton() == MouseButton.PRIMARY;
    if (edge >= 0 && primary) {
      if (event.getClickCount() == 2) {
        grid.fit(edge);
      } else {
        dragged = edge;
        dragStart = event.getX();
        widthAtStart = grid.width(edge);
      }
      return;
    }
    boolean overNumbers = event.getX() < grid.gutter();
    long row = grid.rowAt(event.getY());
    int column = grid.columnAt(event.getX());
    if (event.getY() < DataGrid.HEAD) {
      grid.select(overNumbers ? Kind.ALL : Kind.COLUMN, Math.max(0, grid.firstRow()), column);
    } else if (row >= 0 && row < grid.model().rows()) {
      boolean kept = !primary && grid.selection().hasCell(row, column);
      if (!kept) {
        grid.select(overNumbers ? Kind.ROW : Kind.CELL, row, column);
      }
      if (primary && event.getClickCount() == 2 && !overNumbers) {
        grid.open();
      }
    }
  }

  private void dragged(MouseEvent event) {
    if (dragged >= 0) {
      grid.resizeColumn(dragged, widthAtStart + event.getX() - dragStart);
    }
  }
}
