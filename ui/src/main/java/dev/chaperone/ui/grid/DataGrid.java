package dev.chaperone.ui.grid;

import dev.chaperone.ui.fx.Clip;
import dev.chaperone.ui.grid.GridSelection.Kind;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/**
 * A table of any size: rows and columns out of sight have no nodes, so a million cells cost as much
 * as a screenful. Scrolling and the selection are here; the cells are {@link GridCells}, hands are
 * {@link GridMouse} and {@link GridKeys}.
 */
public final class DataGrid extends Region {
  static final double ROW = 26;
  static final double HEAD = 44;

  private final ScrollBar across = new ScrollBar();
  private final ScrollBar down = new ScrollBar();
  private final Pane viewport = new Pane();
  private final ColumnWidths widths = new ColumnWidths();
  private final GridCells cells = new GridCells(viewport, widths);
  private Consumer<String> onValue = value -> {};
  private GridModel model = GridModel.EMPTY;
  private double left;
  private double top;
  private GridSelection selection = GridSelection.NONE;
  private Runnable onOpen = () -> {};
  private boolean layingOut;

  public DataGrid() {
    getStyleClass().add("data-grid");
    setAccessibleRole(AccessibleRole.TABLE_VIEW);
    setAccessibleText("Result rows");
    setFocusTraversable(true);
    setMinSize(0, 0);
    across.setOrientation(Orientation.HORIZONTAL);
    down.setOrientation(Orientation.VERTICAL);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(viewport.widthProperty());
    clip.heightProperty().bind(viewport.heightProperty());
    viewport.setClip(clip);
    getChildren().addAll(viewport, across, down);
    across.valueProperty().addListener((o, before, now) -> scroll(now.doubleValue(), top));
    down.valueProperty().addListener((o, before, now) -> scroll(left, now.doubleValue()));
    addEventHandler(ScrollEvent.SCROLL, this::wheel);
    new GridKeys(this);
    new GridMouse(this, viewport);
    ContextMenu menu =
        new ContextMenu(
            item("Copy cell", () -> copy(Kind.CELL)),
            item("Copy row with names", () -> copy(Kind.ROW)),
            item("Copy column with name", () -> copy(Kind.COLUMN)),
            item("Copy all rows", () -> copy(Kind.ALL)),
            item("Show whole value", this::open));
    addEventHandler(
        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
        e -> {
          if (!selection.isNone()) {
            menu.show(this, e.getScreenX(), e.getScreenY());
          }
          e.consume();
        });
  }

  private static MenuItem item(String text, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setOnAction(e -> action.run());
    return item;
  }

  public void setModel(GridModel table) {
    model = table;
    top = 0;
    left = 0;
    selection = GridSelection.NONE;
    widths.measure(table, charWidth());
    requestLayout();
  }

  /** The same cells under heads that tell more: selection and place stay. */
  public void setMarks(GridModel table) {
    model = table;
    widths.makeRoom(table, charWidth());
    requestLayout();
  }

  private static double charWidth() {
    Text digits = new Text("0000000000");
    digits.setStyle("-fx-font-family: monospace; -fx-font-size: 12px;");
    return digits.getLayoutBounds().getWidth() / 10;
  }

  /** Told the whole text of the cell the person selects. */
  public void setOnValue(Consumer<String> action) {
    onValue = action;
  }

  /** Told that the person wants to read the selected cell's whole value. */
  public void setOnOpen(Runnable action) {
    onOpen = action;
  }

  public void select(long toRow, int toColumn) {
    select(Kind.CELL, toRow, toColumn);
  }

  void select(Kind kind, long toRow, int toColumn) {
    if (model.rows() == 0 || model.columns() == 0) {
      return;
    }
    long row = Math.clamp(toRow, 0, model.rows() - 1);
    int column = Math.clamp(toColumn, 0, model.columns() - 1);
    selection = new GridSelection(kind, row, column);
    if (kind == Kind.CELL) {
      reveal(row, column);
    }
    onValue.accept(model.cell(row, column).text());
    setAccessibleText(
        "Result rows; row "
            + (row + 1)
            + ", "
            + model.column(column).name()
            + ": "
            + model.cell(row, column).text()
            + model.column(column).mark().map(m -> "; " + m.why().replace('\n', ' ')).orElse(""));
    requestLayout();
  }

  /** Row of the selected cell, -1 if there is none. */
  public long selectedRow() {
    return selection.row();
  }

  /** Column of the selected cell, -1 if there is none. */
  public int selectedColumn() {
    return selection.column();
  }

  /** Puts what is selected on the clipboard. */
  public void copy() {
    copy(selection.kind());
  }

  private void copy(Kind kind) {
    if (!selection.isNone()) {
      Clip.copy(Tsv.of(model, selection.as(kind)));
    }
  }

  void open() {
    if (!selection.isNone()) {
      onOpen.run();
    }
  }

  GridSelection selection() {
    return selection;
  }

  GridModel model() {
    return model;
  }

  double gutter() {
    return cells.gutter(model);
  }

  /** Rows that a page key moves. */
  long page() {
    return Math.max(1, (long) ((viewport.getHeight() - HEAD) / ROW) - 1);
  }

  long rowAt(double y) {
    return (long) Math.floor((y - HEAD + top) / ROW);
  }

  int columnAt(double x) {
    return widths.at(x - gutter() + left);
  }

  /** The column whose right edge is here, -1 if none is. */
  int edgeAt(double x, double near) {
    return x < gutter() ? -1 : widths.edgeAt(x - gutter() + left, near);
  }

  public double width(int column) {
    return widths.width(column);
  }

  /** Remembered until another table is shown. */
  public void resizeColumn(int column, double width) {
    widths.resize(column, width);
    requestLayout();
  }

  /** As wide as its name and the values in sight. */
  void fit(int column) {
    widths.fit(model, column, charWidth(), firstRow(), page() + 2);
    requestLayout();
  }

  public long firstRow() {
    return (long) (top / ROW);
  }

  private void reveal(long row, int column) {
    double y = row * ROW;
    double height = Math.max(ROW, viewport.getHeight() - HEAD);
    double width = Math.max(ColumnWidths.MIN, viewport.getWidth() - cells.gutter(model));
    top = y < top ? y : Math.max(top, y + ROW - height);
    double x = widths.start(column);
    left = x < left ? x : Math.max(left, Math.min(x, x + widths.width(column) - width));
  }

  private void scroll(double toLeft, double toTop) {
    if (!layingOut && (toLeft != left || toTop != top)) {
      left = toLeft;
      top = toTop;
      requestLayout();
    }
  }

  private void wheel(ScrollEvent event) {
    double dx = event.isShiftDown() ? event.getDeltaX() + event.getDeltaY() : event.getDeltaX();
    double dy = event.isShiftDown() ? 0 : event.getDeltaY();
    scroll(Math.clamp(left - dx, 0, across.getMax()), Math.clamp(top - dy, 0, down.getMax()));
    event.consume();
  }

  @Override
  protected void layoutChildren() {
    double gutter = cells.gutter(model);
    double wide = gutter + widths.total();
    double high = HEAD + model.rows() * ROW;
    double bar = 12;
    boolean scrollDown = high > getHeight();
    boolean scrollAcross = wide > getWidth() - (scrollDown ? bar : 0);
    scrollDown = high > getHeight() - (scrollAcross ? bar : 0);
    double width = Math.max(0, getWidth() - (scrollDown ? bar : 0));
    double height = Math.max(0, getHeight() - (scrollAcross ? bar : 0));
    viewport.resizeRelocate(0, 0, width, height);
    layingOut = true;
    place(
        across,
        scrollAcross,
        wide - width,
        Math.max(width / Math.max(1, wide), 28 / Math.max(28, width)),
        left);
    across.resizeRelocate(gutter, height, Math.max(0, width - gutter), bar);
    place(
        down,
        scrollDown,
        high - height,
        Math.max(height / Math.max(1, high), 28 / Math.max(28, height)),
        top);
    down.resizeRelocate(width, HEAD, bar, Math.max(0, height - HEAD));
    layingOut = false;
    left = across.getValue();
    top = down.getValue();
    cells.layout(model, left, top, selection);
  }

  private static void place(ScrollBar bar, boolean shown, double max, double part, double value) {
    bar.setVisible(shown);
    bar.setMax(Math.max(0, max));
    bar.setVisibleAmount(bar.getMax() * part);
    bar.setUnitIncrement(ROW);
    bar.setBlockIncrement(ROW * 10);
    bar.setValue(shown ? Math.clamp(value, 0, bar.getMax()) : 0);
  }

  @Override
  protected double computePrefHeight(double width) {
    return HEAD + 8 * ROW;
  }
}
