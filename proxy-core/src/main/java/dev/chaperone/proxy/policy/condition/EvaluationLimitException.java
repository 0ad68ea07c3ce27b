package dev.chaperone.proxy.policy.condition;

/** Ends an evaluation that takes too long. */
final class EvaluationLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationLimitException() {
    super("the condition took too long for these inputs", null, false, false);
  }
}
