package dev.chaperone.ui.rows;

import java.util.List;

/** Rows by index; read on the toolkit's thread only. */
public interface RowSource<T> {
  int size();

  T get(int index);

  /** Where a row begins, from the top of the first; for {@code size()} where the last one ends. */
  default double top(int index, double rowHeight) {
    return index * rowHeight;
  }

  /** The row at this distance from the top of the first; it may lie behind the last. */
  default int at(double y, double rowHeight) {
    return (int) (y / rowHeight);
  }

  /** Whether the row can be selected; heads of groups cannot. */
  default boolean isChoice(int index) {
    return true;
  }

  static <T> RowSource<T> of(List<T> list) {
    return new RowSource<>() {
      @Override
      public int size() {
        return list.size();
      }

      @Override
      public T get(int index) {
        return list.get(index);
      }
    };
  }
}
