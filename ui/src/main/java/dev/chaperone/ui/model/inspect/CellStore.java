package dev.chaperone.ui.model.inspect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Cells of a table one after the other, as UTF-8 in large pages: some ten bytes a cell beside its
 * text. Written by one thread; a reader sees the rows that were published.
 */
final class CellStore {
  private static final int PAGE = 1 << 18;

  private final List<byte[]> pages = new ArrayList<>();
  private long[] starts = new long[1024];
  private final BitSet nulls = new BitSet();
  private int cells;
  private long end;

  synchronized void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    begin();
    int at = 0;
    while (at < bytes.length) {
      int page = (int) (end / PAGE);
      if (page == pages.size()) {
        pages.add(new byte[PAGE]);
      }
      int offset = (int) (end % PAGE);
      int part = Math.min(bytes.length - at, PAGE - offset);
      System.arraycopy(bytes, at, pages.get(page), offset, part);
      at += part;
      end += part;
    }
  }

  synchronized void addNull() {
    nulls.set(cells);
    begin();
  }

  private void begin() {
    if (cells == starts.length) {
      starts = Arrays.copyOf(starts, cells * 2);
    }
    starts[cells++] = end;
  }

  synchronized int cells() {
    return cells;
  }

  synchronized long bytes() {
    return end;
  }

  synchronized boolean isNull(int cell) {
    return nulls.get(cell);
  }

  synchronized String text(int cell) {
    if (cell < 0 || cell >= cells) {
      throw new IndexOutOfBoundsException("there is no cell " + cell + " of " + cells);
    }
    long from = starts[cell];
    int length = (int) ((cell + 1 < cells ? starts[cell + 1] : end) - from);
    byte[] bytes = new byte[length];
    int at = 0;
    while (at < length) {
      int offset = (int) ((from + at) % PAGE);
      int part = Math.min(length - at, PAGE - offset);
      System.arraycopy(pages.get((int) ((from + at) / PAGE)), offset, bytes, at, part);
      at += part;
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
