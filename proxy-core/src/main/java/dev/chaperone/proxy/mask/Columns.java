package dev.chaperone.proxy.mask;

import java.util.List;

/** The rules for the cells of a row or struct, by position. */
final class Columns {
  /** For contexts that have none. */
  static final Columns NONE = all(new CellRule.Copy(Shape.ANY));

  private final CellRule[] rules;
  private final boolean[] texts;
  private final boolean[] copied;
  private final boolean counted;

  private Columns(CellRule[] rules, boolean counted) {
    this.rules = rules;
    this.counted = counted;
    texts = new boolean[rules.length];
    copied = new boolean[rules.length];
    for (int i = 0; i < rules.length; i++) {
      copied[i] = rules[i] instanceof CellRule.Copy;
      texts[i] =
          switch (rules[i]) {
            case CellRule.Copy(Shape shape) -> shape == Shape.SCALAR || shape == Shape.ANY;
            case CellRule.Fixed fixed -> true;
            case CellRule.Computed computed -> true;
            case CellRule.Look look -> true;
            case CellRule.Hidden hidden -> false;
            case CellRule.Each each -> false;
            case CellRule.Fields fields -> false;
          };
    }
  }

  /** One rule for each cell; there must be as many cells as rules. */
  static Columns of(List<CellRule> rules) {
    return new Columns(rules.toArray(CellRule[]::new), true);
  }

  /** One rule for any number of cells. */
  static Columns all(CellRule rule) {
    return new Columns(new CellRule[] {rule}, false);
  }

  /** Whether a row may have a cell at this position. */
  boolean has(int index) {
    return !counted || index < rules.length;
  }

  /** Whether a row may end after so many cells. */
  boolean isWhole(int count) {
    return !counted || count == rules.length;
  }

  CellRule at(int index) {
    return rules[counted ? index : 0];
  }

  /** Whether what stands there stays. */
  boolean isCopied(int index) {
    return copied[counted ? index : 0];
  }

  /** Whether a text may stand there. */
  boolean takesText(int index) {
    return counted ? index < rules.length && texts[index] : texts[0];
  }
}
