package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.condition.Condition;
import dev.chaperone.proxy.policy.condition.ConditionCompiler;
import dev.chaperone.proxy.policy.condition.ConditionException;

/** Reads a condition, its mistakes at their place in the file. */
final class ConditionReader {
  private final ConditionCompiler compiler;

  ConditionReader(ConditionCompiler compiler) {
    this.compiler = compiler;
  }

  Condition read(Spot spot) throws BadValueException {
    String text = spot.word("a condition");
    if (spot.isNull() || text.isBlank()) {
      throw spot.bad("The condition is empty.", "Write when: true for a rule that always speaks.");
    }
    try {
      return compiler.compile(text);
    } catch (ConditionException e) {
      throw new BadValueException(
          spot.placeOf(offset(text, e.line(), e.column())), e.reason(), e.remedy());
    }
  }

  /** Lines and columns of the condition as an offset in code points. */
  private static int offset(String text, int line, int column) {
    int[] points = text.codePoints().toArray();
    int at = 0;
    for (int passed = 1; passed < line && at < points.length; at++) {
      if (points[at] == '\n') {
        passed++;
      }
    }
    return Math.min(points.length, at + column - 1);
  }
}
