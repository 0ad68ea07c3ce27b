package dev.chaperone.ui.model.session;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import javafx.collections.ObservableListBase;

/**
 * A list whose rows are made when somebody looks at them: it holds numbers, ascending, and a few
 * rows that were just made, so that a view sees the same row object twice.
 */
final class VirtualList<T> extends ObservableListBase<T> {
  private static final int KEPT = 512;

  private final IntFunction<T> maker;
  private final Map<Integer, T> made = new HashMap<>();
  private final IntList numbers = new IntList();

  VirtualList(IntFunction<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get(int index) {
    int number = numbers.get(index);
    T known = made.get(number);
    if (known != null) {
      return known;
    }
    if (made.size() >= KEPT) {
      made.clear();
    }
    T row = maker.apply(number);
    made.put(number, row);
    return row;
  }

  @Override
  public int size() {
    return numbers.size();
  }

  /** Place of this number, or -1. */
  int indexOfNumber(int number) {
    int found = numbers.search(number);
    return found >= 0 ? found : -1;
  }

  int number(int index) {
    return numbers.get(index);
  }

  /** Appends numbers greater than all there are. */
  void append(IntList more) {
    if (more.isEmpty()) {
      return;
    }
    int before = numbers.size();
    numbers.addAll(more);
    beginChange();
    nextAdd(before, numbers.size());
    endChange();
  }

  /** Puts a number in its place; nothing happens if it is there. */
  void insert(int number) {
    int found = numbers.search(number);
    if (found < 0) {
      int place = -found - 1;
      numbers.insert(place, number);
      beginChange();
      nextAdd(place, place + 1);
      endChange();
    }
  }

  /** What these numbers stand for has changed; told as one change. */
  void changed(IntList changedNumbers) {
    if (changedNumbers.isEmpty()) {
      return;
    }
    beginChange();
    for (int i = 0; i < changedNumbers.size(); i++) {
      int number = changedNumbers.get(i);
      T old = made.remove(number);
      int found = numbers.search(number);
      if (found >= 0) {
        nextSet(found, old == null ? get(found) : old);
      }
    }
    endChange();
  }

  void replaceAll(IntList others) {
    java.util.List<T> removed = new Gone<>(numbers.size());
    made.clear();
    numbers.clear();
    numbers.addAll(others);
    beginChange();
    nextReplace(0, numbers.size(), removed);
    endChange();
  }

  /** Stands for rows that are gone: how many there were is all that can be told. */
  private static final class Gone<T> extends java.util.AbstractList<T> {
    private final int size;

    Gone(int size) {
      this.size = size;
    }

    @Override
    @SuppressWarnings("NullAway") // JavaFX's own convention for a row that is not there
    public T get(int index) {
      return null;
    }

    @Override
    public int size() {
      return size;
    }
  }
}
