package dev.chaperone.proxy.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import dev.chaperone.proxy.policy.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A checked condition, evaluated in three values; safe to share between threads. */
public final class Condition {
  static final ScopedValue<Meter> METER = ScopedValue.newInstance();

  private final String text;
  private final CelAbstractSyntaxTree tree;
  private final Program program;
  private final TagUse tagUse;
  private final Set<String> inputs;

  Condition(String text, CelAbstractSyntaxTree tree, Program program) {
    this.text = text;
    this.tree = tree;
    this.program = program;
    this.tagUse = TagUse.of(tree.getExpr());
    this.inputs = InputNames.in(tree);
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** Whether both say the same, white space and comments aside. */
  public boolean sameAs(Condition other) {
    return tree.getExpr().equals(other.tree.getExpr());
  }

  /** What more tags would do to it. */
  public TagUse tagUse() {
    return tagUse;
  }

  /** The inputs it names, such as {@code estimate.bytes} or {@code column.tagged}. */
  public Set<String> inputs() {
    return inputs;
  }

  /** Evaluates it; whatever fails is unknown. */
  public ConditionResult evaluate(ConditionInputs values) {
    Meter meter = values.meter();
    meter.restart();
    Truth truth;
    String why = "";
    try {
      Object result = ScopedValue.where(METER, meter).call(() -> program.eval(values));
      truth = result instanceof Boolean value ? Truth.of(value) : Truth.UNKNOWN;
    } catch (CelEvaluationException | RuntimeException e) {
      truth = Truth.UNKNOWN;
      why = reason(e);
    } catch (StackOverflowError e) {
      truth = Truth.UNKNOWN;
      why = "the condition is nested too deeply";
    }
    return new ConditionResult(truth, evidence(meter), why);
  }

  private static List<Evidence> evidence(Meter meter) {
    List<Evidence> evidence = new ArrayList<>();
    meter.readInOrder().forEach(read -> evidence.add(Evidence.of(read.getKey(), read.getValue())));
    return evidence;
  }

  private static String reason(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  @Override
  public String toString() {
    return text;
  }
}
