package dev.chaperone.proxy.policy.condition;

/** A condition that cannot be used; the place counts from 1 in the condition's own text. */
public final class ConditionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String reason;
  private final String remedy;

  ConditionException(int line, int column, String reason, String remedy) {
    super(reason);
    this.line = Math.max(1, line);
    this.column = Math.max(1, column);
    this.reason = reason;
    this.remedy = remedy;
  }

  public int line() {
    return line;
  }

  /** In code points. */
  public int column() {
    return column;
  }

  public String reason() {
    return reason;
  }

  public String remedy() {
    return remedy;
  }
}
