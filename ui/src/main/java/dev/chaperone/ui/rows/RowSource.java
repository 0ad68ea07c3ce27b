package dev.chaperone.ui.rows;

import java.util.List;

/** Rows by index; read on the toolkit's thread only. */
public interface RowSource<T> {
  int size();

  T get(int index);

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
