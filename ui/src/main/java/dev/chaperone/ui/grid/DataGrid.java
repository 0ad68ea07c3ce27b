package dev.chaperone.ui.grid;

import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/**
 * A table of any size: rows and columns out of sight have no nodes, so a million cells cost as much
 * as a screenful. Scrolling, the selected cell and keys are here; the cells are {@link GridCells}.
 */
public final class DataGrid extends Region {
  static final double ROW = 26;
  static final double HEAD = 44;
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final ScrollBar across = new ScrollBar();
  private final ScrollBar down = new ScrollBar();
  private final Pane viewport = new Pane();
  private final ColumnWidths widths = new ColumnWidths();
  private final GridCells cells = new GridCells(viewport, widths);
  private Consumer<String> onValue = value -> {};
  private GridModel model = GridModel.EMPTY;
  private double left;
  private double top;
  private long row = -1;
  private int column = -1;
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
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    viewport.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
  }

  public void setModel(GridModel table) {
    model = table;
    top = 0;
    left = 0;
    row = -1;
    column = -1;
    Text digits = new Text("0000000000");
    digits.setStyle("-fx-font-family: monospace; -fx-font-size: 12px;");
    widths.measure(table, digits.getLayoutBounds().getWidth() / 10);
    requestLayout();
  }

  /** Told the whole text of the cell the person selects. */
  public void setOnValue(Consumer<String> action) {
    onValue = action;
  }

  public void select(long toRow, int toColumn) {
    if (model.rows() == 0 || model.columns() == 0) {
      return;
    }
    row = Math.clamp(toRow, 0, model.rows() - 1);
    column = Math.clamp(toColumn, 0, model.columns() - 1);
    reveal();
    onValue.accept(model.cell(row, column).text());
    requestLayout();
  }

  public long firstRow() {
    return (long) (top / ROW);
  }

  private void reveal() {
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

  private void key(KeyEvent event) {
    long page = Math.max(1, (long) ((viewport.getHeight() - HEAD) / ROW) - 1);
    if (COPY.match(event) && row >= 0) {
      ClipboardContent content = new ClipboardContent();
      content.putString(model.cell(row, column).text());
      Clipboard.getSystemClipboard().setContent(content);
      event.consume();
      return;
    }
    switch (event.getCode()) {
      case UP -> select(row - 1, column);
      case DOWN -> select(row + 1, column);
      case LEFT -> select(row, column - 1);
      case RIGHT -> select(row, column + 1);
      case PAGE_UP -> select(row - page, column);
      case PAGE_DOWN -> select(row + page, column);
      case HOME -> select(event.isShortcutDown() ? 0 : row, 0);
      case END -> select(event.isShortcutDown() ? model.rows() - 1 : row, model.columns() - 1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    double gutter = cells.gutter(model);
    long at = (long) ((event.getY() - HEAD + top) / ROW);
    if (event.getY() >= HEAD && at < model.rows() && event.getX() >= gutter) {
      select(at, widths.at(event.getX() - gutter + left));
    }
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
    cells.layout(model, left, top, row, column);
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
