package dev.chaperone.proxy.policy.condition;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;

/** Turns the text of a condition into one that is type-checked and can be evaluated. */
public final class ConditionCompiler {
  /** Characters in a condition. */
  public static final int MAX_LENGTH = 4_000;

  private static final int MAX_DEPTH = 32;

  /** All loops of a condition together. */
  private static final int MAX_ITERATIONS = 20_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(MAX_DEPTH)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private final CelCompiler compiler;
  private final CelRuntime runtime;

  public ConditionCompiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            // No has(): whether something is known must not be a condition, see docs/policy.md.
            .setStandardMacros(
                CelStandardMacro.ALL,
                CelStandardMacro.EXISTS,
                CelStandardMacro.EXISTS_ONE,
                CelStandardMacro.MAP,
                CelStandardMacro.MAP_FILTER,
                CelStandardMacro.FILTER)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder()
                    // dyn() and type() would go round the type check.
                    .excludeFunctions(
                        CelStandardDeclarations.StandardFunction.DYN,
                        CelStandardDeclarations.StandardFunction.TYPE)
                    .build())
            .setTypeProvider(InputTypes.INSTANCE)
            .setResultType(SimpleType.BOOL);
    InputTypes.INSTANCE.variables().forEach(builder::addVar);
    this.compiler = builder.build();
    this.runtime =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setTypeProvider(InputTypes.INSTANCE)
            .setStandardFunctions(
                CelStandardFunctions.newBuilder()
                    .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
                    .build())
            .addFunctionBindings(BoundedMatches.bindings())
            .build();
  }

  /** Checks a condition and makes it ready. */
  public Condition compile(String text) throws ConditionException {
    if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
      throw new ConditionException(
          1, 1, "The condition has more than " + MAX_LENGTH + " characters.", "Split the rule.");
    }
    try {
      CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
      ConditionGuard.check(tree);
      return new Condition(text, tree, runtime.createProgram(tree));
    } catch (CelValidationException e) {
      CelIssue first = e.getErrors().getFirst();
      throw CompileErrors.explain(
          first.getSourceLocation().getLine(),
          first.getSourceLocation().getColumn() + 1,
          first.getMessage());
    } catch (CelEvaluationException e) {
      throw new ConditionException(1, 1, "The condition cannot be prepared.", "Simplify it.");
    }
  }
}
