package dev.chaperone.ui.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * A list of rows whose heights are known beforehand, which shows any number of them with a small
 * pool of nodes.
 *
 * <p>Its source only grows at the end, so the row being read stays where it is; while it follows,
 * the end stays in view, and it tells when the person scrolls to or from the end.
 */
public final class RowList<T> extends Region {
  /** The bar lies over the rows' right padding, so that columns do not move when it appears. */
  private static final double BAR = 10;

  private static final double LEAST_THUMB = 28;

  private final double rowHeight;
  private final Supplier<? extends RowCell<T>> cells;
  private final List<RowCell<T>> pool = new ArrayList<>();
  private final Pane viewport = new Pane();
  private final ScrollBar bar = new ScrollBar();
  private RowSource<T> source = RowSource.of(List.of());
  private IntConsumer onSelect = index -> {};
  private Consumer<Boolean> onScroll = atEnd -> {};
  private boolean following;
  private boolean layingOut;
  private double top;
  private int selected = -1;

  public RowList(String name, double rowHeight, Supplier<? extends RowCell<T>> cells) {
    this.rowHeight = rowHeight;
    this.cells = cells;
    getStyleClass().add("row-list");
    setAccessibleRole(AccessibleRole.LIST_VIEW);
    setAccessibleText(name);
    setFocusTraversable(true);
    bar.setOrientation(Orientation.VERTICAL);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(viewport.widthProperty());
    clip.heightProperty().bind(viewport.heightProperty());
    viewport.setClip(clip);
    getChildren().addAll(viewport, bar);
    bar.valueProperty().addListener((o, before, now) -> userScrolled(now.doubleValue()));
    addEventHandler(ScrollEvent.SCROLL, this::wheel);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    viewport.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
  }

  public void setSource(RowSource<T> rows) {
    source = rows;
    refresh();
  }

  /** Reads the source again: rows were added at the end, or changed. */
  public void refresh() {
    requestLayout();
  }

  /** Called with the index of a row the person selected. */
  public void setOnSelect(IntConsumer action) {
    onSelect = action;
  }

  /** Told whether the last row is in sight, each time the person scrolls. */
  public void setOnScrolled(Consumer<Boolean> action) {
    onScroll = action;
  }

  /** Keeps the last row in sight, or leaves the rows where they are. */
  public void setFollowing(boolean follow) {
    following = follow;
    requestLayout();
  }

  public int selected() {
    return selected;
  }

  /** Selects without calling back; brings the row into view if it was another one before. */
  public void select(int index) {
    boolean other = index != selected;
    mark(index);
    if (other && index >= 0 && !following) {
      reveal(index);
    }
  }

  /** Selects without calling back or scrolling. */
  public void mark(int index) {
    selected = index;
    requestLayout();
  }

  /** Selects as if the person had done so. */
  public void move(int by) {
    if (source.size() > 0) {
      int wanted = Math.clamp((long) selected + by, 0, source.size() - 1);
      int step = by < 0 ? -1 : 1;
      choice(wanted, step).or(() -> choice(wanted, -step)).ifPresent(this::pick);
    }
  }

  private Optional<Integer> choice(int from, int step) {
    for (int i = from; i >= 0 && i < source.size(); i += step) {
      if (source.isChoice(i)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** Distance from the top of the first row to the top of what is in sight. */
  public double scrolled() {
    return top;
  }

  /** Puts the rows where they were after the source has changed; as {@link #scrolled} told it. */
  public void scrollBack(double before) {
    top = Math.clamp(before, 0, maxTop());
    requestLayout();
  }

  /** Whether the last row is in sight. */
  public boolean isAtEnd() {
    return top >= maxTop() - 0.5;
  }

  public int firstVisible() {
    return source.at(top, rowHeight);
  }

  private void pick(int index) {
    selected = index;
    reveal(index);
    requestLayout();
    onSelect.accept(index);
  }

  private void reveal(int index) {
    double y = source.top(index, rowHeight);
    double end = source.top(index + 1, rowHeight);
    double height = Math.max(rowHeight, viewport.getHeight());
    if (y < top) {
      top = y;
    } else if (end > top + height) {
      top = Math.min(end - height, maxTop());
    }
    top = Math.max(0, top);
  }

  private double maxTop() {
    return Math.max(0, source.top(source.size(), rowHeight) - viewport.getHeight());
  }

  private void userScrolled(double value) {
    if (layingOut || Math.abs(value - top) < 0.01) {
      return;
    }
    scrollTo(value);
  }

  private void scrollTo(double value) {
    top = Math.clamp(value, 0, maxTop());
    onScroll.accept(top >= maxTop());
    requestLayout();
  }

  private void wheel(ScrollEvent event) {
    if (!event.isControlDown() && event.getDeltaY() != 0) {
      scrollTo(top - event.getDeltaY());
      event.consume();
    }
  }

  private void key(KeyEvent event) {
    int page = Math.max(1, (int) (viewport.getHeight() / rowHeight) - 1);
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case UP -> move(-1);
      case DOWN -> move(1);
      case PAGE_UP -> move(-page);
      case PAGE_DOWN -> move(page);
      case HOME -> move(-source.size());
      case END -> move(source.size());
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    int index = source.at(top + event.getY(), rowHeight);
    boolean known = index >= 0 && index < source.size();
    if (event.getButton() != MouseButton.MIDDLE && known && source.isChoice(index)) {
      pick(index);
    }
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() - snappedLeftInset() - snappedRightInset();
    double height = getHeight() - snappedTopInset() - snappedBottomInset();
    double content = source.top(source.size(), rowHeight);
    boolean scrolls = content > height;
    bar.setVisible(scrolls);
    bar.resizeRelocate(snappedLeftInset() + width - BAR, snappedTopInset(), BAR, height);
    viewport.resizeRelocate(snappedLeftInset(), snappedTopInset(), width, height);
    top = following ? maxTop() : Math.clamp(top, 0, maxTop());
    layingOut = true;
    bar.setMax(maxTop());
    bar.setVisibleAmount(
        content <= 0
            ? 1
            : maxTop() * Math.max(height / content, LEAST_THUMB / Math.max(LEAST_THUMB, height)));
    bar.setUnitIncrement(rowHeight);
    bar.setBlockIncrement(height);
    bar.setValue(top);
    layingOut = false;
    layoutRows(width, height);
  }

  private void layoutRows(double width, double height) {
    int shown = 0;
    for (int index = firstVisible(); index < source.size(); index++) {
      double y = source.top(index, rowHeight) - top;
      if (y >= height) {
        break;
      }
      RowCell<T> cell = cell(shown++);
      cell.setVisible(true);
      cell.show(source.get(index), index, index == selected);
      double end = source.top(index + 1, rowHeight) - top;
      cell.resizeRelocate(0, snapPositionY(y), width, end - y);
    }
    for (int i = shown; i < pool.size(); i++) {
      pool.get(i).setVisible(false);
    }
  }

  private RowCell<T> cell(int index) {
    while (pool.size() <= index) {
      RowCell<T> cell = cells.get();
      pool.add(cell);
      viewport.getChildren().add(cell);
    }
    return pool.get(index);
  }

  @Override
  protected double computePrefHeight(double width) {
    return Math.min(10, Math.max(3, source.size())) * rowHeight;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 240;
  }

  @Override
  protected double computeMinHeight(double width) {
    return rowHeight;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 80;
  }
}
