package dev.chaperone.proxy.policy.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.Set;

/** Whether tagging more columns can make a condition true, or false, or either. */
public enum TagUse {
  /** It looks at no tags. */
  NONE,
  /** More tags can only make it true. */
  MORE_MAKES_TRUE,
  /** More tags can only make it false. */
  MORE_MAKES_FALSE,
  /** Nothing can be said. */
  EITHER;

  private static final Set<String> TAGGED = Set.of("tagged");
  private static final Set<String> TAG_FIELDS = Set.of("tagged", "tags", "moves_tagged");

  static TagUse of(CelExpr expr) {
    return switch (expr.getKind()) {
      case SELECT -> select(expr);
      case CALL -> call(expr.call());
      case COMPREHENSION -> comprehension(expr.comprehension());
      default -> mentions(expr) ? EITHER : NONE;
    };
  }

  private static TagUse select(CelExpr expr) {
    String field = expr.select().field();
    return TAGGED.contains(field) || field.equals("moves_tagged")
        ? MORE_MAKES_TRUE
        : mentions(expr) ? EITHER : NONE;
  }

  private static TagUse call(CelExpr.CelCall call) {
    return switch (call.function()) {
      case "_&&_", "_||_" -> of(call.args().get(0)).and(of(call.args().get(1)));
      case "!_" -> of(call.args().getFirst()).flipped();
      case "_>_", "_>=_" -> counted(call, MORE_MAKES_TRUE);
      case "_<_", "_<=_" -> counted(call, MORE_MAKES_FALSE);
      case "@in" -> membership(call);
      default ->
          call.args().stream().anyMatch(TagUse::mentions)
                  || call.target().filter(TagUse::mentions).isPresent()
              ? EITHER
              : NONE;
    };
  }

  /** {@code exposure.columns > n}: the count can only grow. */
  private static TagUse counted(CelExpr.CelCall call, TagUse ifLeft) {
    CelExpr left = call.args().get(0);
    CelExpr right = call.args().get(1);
    if (!mentions(left) && !mentions(right)) {
      return NONE;
    }
    return isExposedColumns(left) && !mentions(right) ? ifLeft : EITHER;
  }

  /** {@code "pii" in c.tags}: the list can only grow. */
  private static TagUse membership(CelExpr.CelCall call) {
    CelExpr list = call.args().get(1);
    if (mentions(call.args().get(0))) {
      return EITHER;
    }
    if (list.getKind() == ExprKind.Kind.SELECT && list.select().field().equals("tags")) {
      return MORE_MAKES_TRUE;
    }
    return mentions(list) ? EITHER : NONE;
  }

  /** exists() and all() keep the direction of what they ask of each element. */
  private static TagUse comprehension(CelExpr.CelComprehension loop) {
    if (mentions(loop.iterRange()) || mentions(loop.accuInit())) {
      return EITHER;
    }
    boolean plainResult = loop.result().getKind() == ExprKind.Kind.IDENT;
    boolean logical =
        loop.loopStep().getKind() == ExprKind.Kind.CALL
            && Set.of("_&&_", "_||_").contains(loop.loopStep().call().function());
    if (plainResult && logical) {
      return of(loop.loopStep());
    }
    return mentions(loop.loopStep()) || mentions(loop.result()) ? EITHER : NONE;
  }

  private static boolean isExposedColumns(CelExpr expr) {
    return expr.getKind() == ExprKind.Kind.SELECT
        && expr.select().field().equals("columns")
        && expr.select().operand().getKind() == ExprKind.Kind.IDENT;
  }

  private static boolean mentions(CelExpr expr) {
    return switch (expr.getKind()) {
      case SELECT ->
          TAG_FIELDS.contains(expr.select().field())
              || isExposedColumns(expr)
              || mentions(expr.select().operand());
      case CALL ->
          expr.call().args().stream().anyMatch(TagUse::mentions)
              || expr.call().target().filter(TagUse::mentions).isPresent();
      case LIST -> expr.list().elements().stream().anyMatch(TagUse::mentions);
      case MAP ->
          expr.map().entries().stream().anyMatch(e -> mentions(e.key()) || mentions(e.value()));
      case STRUCT -> true;
      case COMPREHENSION ->
          mentions(expr.comprehension().iterRange())
              || mentions(expr.comprehension().accuInit())
              || mentions(expr.comprehension().loopCondition())
              || mentions(expr.comprehension().loopStep())
              || mentions(expr.comprehension().result());
      case IDENT, CONSTANT, NOT_SET -> false;
    };
  }

  private TagUse and(TagUse other) {
    if (this == NONE || this == other) {
      return other;
    }
    return other == NONE ? this : EITHER;
  }

  private TagUse flipped() {
    return switch (this) {
      case MORE_MAKES_TRUE -> MORE_MAKES_FALSE;
      case MORE_MAKES_FALSE -> MORE_MAKES_TRUE;
      case NONE, EITHER -> this;
    };
  }
}
