package dev.chaperone.proxy.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the inputs a condition names. */
final class InputNames {
  private static final String PREFIX = "chaperone.";

  private InputNames() {}

  static Set<String> in(CelAbstractSyntaxTree tree) {
    Set<String> names = new LinkedHashSet<>();
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == ExprKind.Kind.SELECT)
        .map(node -> node.expr().select())
        .forEach(
            select -> {
              CelType type = tree.getType(select.operand().id()).orElseThrow();
              if (type instanceof StructType struct && struct.name().startsWith(PREFIX)) {
                names.add(struct.name().substring(PREFIX.length()) + "." + select.field());
              }
            });
    return Set.copyOf(names);
  }
}
