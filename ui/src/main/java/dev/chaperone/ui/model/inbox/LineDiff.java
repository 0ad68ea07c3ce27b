package dev.chaperone.ui.model.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares two texts line by line, for showing them beside each other. */
public final class LineDiff {
  /** Beyond so many pairs of lines the middle is shown as replaced, so that memory is bounded. */
  private static final long MOST_PAIRS = 4_000_000;

  private LineDiff() {}

  /**
   * A line of the text before beside one of the text after.
   *
   * @param left empty where only the text after has a line
   * @param right empty where only the text before has a line
   */
  public record Pair(Optional<Line> left, Optional<Line> right, boolean changed) {}

  /**
   * @param number from 1
   */
  public record Line(int number, String text) {}

  /** Equal lines beside each other; removed and added ones, where they meet, as well. */
  public static List<Pair> of(String before, String after) {
    List<String> a = before.lines().toList();
    List<String> b = after.lines().toList();
    int head = 0;
    while (head < a.size() && head < b.size() && a.get(head).equals(b.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < a.size() - head
        && tail < b.size() - head
        && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
      tail++;
    }
    Run run = new Run(a, b);
    run.same(head);
    run.middle(a.size() - tail, b.size() - tail);
    run.same(tail);
    return List.copyOf(run.pairs);
  }

  /** How many lines differ. */
  public static int changes(List<Pair> pairs) {
    return (int) pairs.stream().filter(Pair::changed).count();
  }

  /** Goes through both texts at once. */
  private static final class Run {
    private final List<String> a;
    private final List<String> b;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Line> removed = new ArrayList<>();
    private final List<Line> added = new ArrayList<>();
    private int i;
    private int j;

    Run(List<String> a, List<String> b) {
      this.a = a;
      this.b = b;
    }

    void same(int count) {
      flush();
      for (int n = 0; n < count; n++) {
        pairs.add(
            new Pair(
                Optional.of(new Line(i + 1, a.get(i++))),
                Optional.of(new Line(j + 1, b.get(j++))),
                false));
      }
    }

    void middle(int endA, int endB) {
      if ((long) (endA - i) * (endB - j) > MOST_PAIRS) {
        takeRest(endA, endB);
        return;
      }
      int[][] common = common(endA, endB);
      int fromA = i;
      int fromB = j;
      while (i < endA && j < endB) {
        if (a.get(i).equals(b.get(j))) {
          same(1);
        } else if (common[i + 1 - fromA][j - fromB] >= common[i - fromA][j + 1 - fromB]) {
          removed.add(new Line(i + 1, a.get(i++)));
        } else {
          added.add(new Line(j + 1, b.get(j++)));
        }
      }
      takeRest(endA, endB);
    }

    private void takeRest(int endA, int endB) {
      while (i < endA) {
        removed.add(new Line(i + 1, a.get(i++)));
      }
      while (j < endB) {
        added.add(new Line(j + 1, b.get(j++)));
      }
      flush();
    }

    /** Length of the longest common row of lines from each pair of places on. */
    private int[][] common(int endA, int endB) {
      int[][] length = new int[endA - i + 1][endB - j + 1];
      for (int x = endA - 1; x >= i; x--) {
        for (int y = endB - 1; y >= j; y--) {
          length[x - i][y - j] =
              a.get(x).equals(b.get(y))
                  ? length[x - i + 1][y - j + 1] + 1
                  : Math.max(length[x - i + 1][y - j], length[x - i][y - j + 1]);
        }
      }
      return length;
    }

    private void flush() {
      for (int n = 0; n < Math.max(removed.size(), added.size()); n++) {
        pairs.add(
            new Pair(
                n < removed.size() ? Optional.of(removed.get(n)) : Optional.empty(),
                n < added.size() ? Optional.of(added.get(n)) : Optional.empty(),
                true));
      }
      removed.clear();
      added.clear();
    }
  }
}
