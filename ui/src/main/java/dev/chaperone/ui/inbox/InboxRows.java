package dev.chaperone.ui.inbox;

import dev.chaperone.ui.model.inbox.InboxRow;
import dev.chaperone.ui.rows.RowSource;
import java.util.Arrays;
import java.util.List;

/** The inbox's lines with their heights: heads of groups are lower than requests. */
final class InboxRows implements RowSource<InboxRow> {
  private static final double HEAD = 30;

  private final List<InboxRow> rows;
  private final double[] tops;

  InboxRows(List<InboxRow> rows) {
    this.rows = List.copyOf(rows);
    tops = new double[rows.size() + 1];
    for (int i = 0; i < rows.size(); i++) {
      tops[i + 1] = tops[i] + height(this.rows.get(i));
    }
  }

  private static double height(InboxRow row) {
    return switch (row) {
      case InboxRow.Group group -> HEAD;
      case InboxRow.Held held -> InboxCell.HEIGHT;
    };
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public InboxRow get(int index) {
    return rows.get(index);
  }

  @Override
  public double top(int index, double rowHeight) {
    return tops[index];
  }

  @Override
  public int at(double y, double rowHeight) {
    int found = Arrays.binarySearch(tops, y);
    return found >= 0 ? found : -found - 2;
  }

  @Override
  public boolean isChoice(int index) {
    return rows.get(index) instanceof InboxRow.Held;
  }

  /** Index of the row that stands for the same request or group, or -1. */
  int indexOf(InboxRow wanted) {
    for (int i = 0; i < rows.size(); i++) {
      if (key(rows.get(i)).equals(key(wanted))) {
        return i;
      }
    }
    return -1;
  }

  private static String key(InboxRow row) {
    return switch (row) {
      case InboxRow.Group group -> "group " + group.agent();
      case InboxRow.Held held -> held.hold().id();
    };
  }
}
