package dev.chaperone.ui.model.session;

import java.util.Arrays;

/** A growing list of ints. */
final class IntList {
  private int[] values = new int[64];
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index + " of " + size);
    }
    return values[index];
  }

  void add(int value) {
    reserve(1);
    values[size++] = value;
  }

  void addAll(IntList others) {
    reserve(others.size);
    System.arraycopy(others.values, 0, values, size, others.size);
    size += others.size;
  }

  void insert(int index, int value) {
    reserve(1);
    System.arraycopy(values, index, values, index + 1, size - index);
    values[index] = value;
    size++;
  }

  void clear() {
    size = 0;
  }

  /** As {@link Arrays#binarySearch}; the list has to be ascending. */
  int search(int value) {
    return Arrays.binarySearch(values, 0, size, value);
  }

  private void reserve(int more) {
    if (size + more > values.length) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, size + more));
    }
  }
}
