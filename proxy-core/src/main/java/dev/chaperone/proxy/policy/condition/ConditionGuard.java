package dev.chaperone.proxy.policy.condition;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.List;
import java.util.Set;

/** Refuses what CEL's type check lets pass and three values could not be kept for. */
final class ConditionGuard {
  private static final Set<String> COMPARING = Set.of("_==_", "_!=_", "@in");

  private final CelAbstractSyntaxTree tree;

  private ConditionGuard(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  static void check(CelAbstractSyntaxTree tree) throws ConditionException {
    ConditionGuard guard = new ConditionGuard(tree);
    List<CelNavigableExpr> nodes = CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
    for (CelNavigableExpr node : nodes) {
      guard.node(node.expr());
    }
  }

  private void node(CelExpr node) throws ConditionException {
    if (node.getKind() == ExprKind.Kind.STRUCT) {
      throw at(node, "A condition cannot make objects.", "Compare the fields one by one.");
    }
    if (node.getKind() == ExprKind.Kind.CALL) {
      call(node);
    }
  }

  private void call(CelExpr node) throws ConditionException {
    CelExpr.CelCall call = node.call();
    if (COMPARING.contains(call.function())) {
      for (CelExpr operand : call.args()) {
        if (holdsStruct(tree.getTypeOrThrow(operand.id()))) {
          throw at(
              operand,
              "Tables, columns and other objects cannot be compared as a whole.",
              "Compare a field, for example t.table == \"orders\".");
        }
      }
    }
    if (call.function().equals("matches")) {
      pattern(call.args().getLast());
    }
  }

  private void pattern(CelExpr regex) throws ConditionException {
    if (regex.getKind() != ExprKind.Kind.CONSTANT
        || regex.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      throw at(
          regex, "The pattern of matches() has to stand in the policy.", "Write it in quotes.");
    }
    try {
      BoundedMatches.compile(regex.constant().stringValue());
    } catch (PatternSyntaxException e) {
      throw at(
          regex,
          "The pattern is no regular expression: " + e.getDescription() + ".",
          "Patterns have RE2's syntax, without look-around and back-references.");
    } catch (IllegalArgumentException e) {
      throw at(regex, "The pattern is too large.", "Shorten it, or use fewer repetitions.");
    }
  }

  private static boolean holdsStruct(CelType type) {
    return type.kind() == CelKind.STRUCT
        || type.parameters().stream().anyMatch(ConditionGuard::holdsStruct);
  }

  private ConditionException at(CelExpr node, String reason, String remedy) {
    Integer offset = tree.getSource().getPositionsMap().get(node.id());
    return tree.getSource()
        .getOffsetLocation(offset == null ? 0 : offset)
        .map(
            place -> new ConditionException(place.getLine(), place.getColumn() + 1, reason, remedy))
        .orElseGet(() -> new ConditionException(1, 1, reason, remedy));
  }
}
