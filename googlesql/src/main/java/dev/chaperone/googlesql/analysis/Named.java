package dev.chaperone.googlesql.analysis;

import com.google.protobuf.Message;
import com.google.zetasql.parser.ASTAliasProto;
import com.google.zetasql.parser.ASTAliasedQueryProto;
import com.google.zetasql.parser.ASTFunctionCallProto;
import com.google.zetasql.parser.ASTIdentifierProto;
import com.google.zetasql.parser.ASTPathExpressionProto;
import com.google.zetasql.parser.ASTTVFProto;
import com.google.zetasql.parser.ASTTableClauseProto;
import com.google.zetasql.parser.ASTTablePathExpressionProto;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.RoutineName;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names in a statement's parse tree that can only be tables, and the routines it calls.
 *
 * <p>A path that begins as some alias does, or is a common table's name, may be something else;
 * those are left to the analyser and the lexer, which know about scopes.
 */
record Named(Set<List<String>> tables, Set<RoutineName> routines, Set<Risk> risks) {

  static Named in(ParsedStatement parsed) {
    Message statement = parsed.node();
    Set<List<String>> paths = new HashSet<>();
    Set<String> aliases = new HashSet<>();
    Set<RoutineName> routines = new HashSet<>();
    EnumSet<Risk> risks = EnumSet.noneOf(Risk.class);
    boolean block = StatementKinds.isBlock(parsed.kind());
    walk(
        statement,
        block,
        node -> {
          switch (node) {
            case ASTTablePathExpressionProto table -> {
              if (table.hasPathExpr()) {
                paths.add(path(table.getPathExpr()));
                aliases.add(lower(path(table.getPathExpr()).getLast()));
              }
            }
            case ASTTableClauseProto clause -> {
              if (clause.hasTablePath()) {
                paths.add(path(clause.getTablePath()));
              }
            }
            case ASTAliasProto alias -> aliases.add(lower(alias.getIdentifier().getIdString()));
            case ASTAliasedQueryProto query -> aliases.add(lower(query.getAlias().getIdString()));
            case ASTTVFProto tvf ->
                routines.add(
                    new RoutineName(RoutineName.Kind.TABLE_FUNCTION, dotted(tvf.getName())));
            case ASTFunctionCallProto call ->
                routines.add(
                    new RoutineName(RoutineName.Kind.FUNCTION, dotted(call.getFunction())));
            default -> {
              String name = Protos.name(node);
              if (name.contains("GraphTable")
                  || name.contains("MatchRecognize")
                  || name.equals("ASTGqlQueryProto")) {
                risks.add(Risk.NOT_FOLLOWED);
              }
            }
          }
        });
    // A table's own last name is an alias too, but not for its own path.
    paths.removeIf(
        p -> p.size() == 1 ? isCommon(p, statement) : aliases.contains(lower(p.getFirst())));
    return new Named(paths, routines, risks);
  }

  private static boolean isCommon(List<String> path, Message statement) {
    boolean[] found = {false};
    Protos.walk(
        statement,
        n -> {
          if (n instanceof ASTAliasedQueryProto query
              && query.getAlias().getIdString().equalsIgnoreCase(path.getFirst())) {
            found[0] = true;
          }
        });
    return found[0];
  }

  /** A block's own header, without the statements in it. */
  private static void walk(
      Message node, boolean block, java.util.function.Consumer<Message> visitor) {
    if (!block) {
      Protos.walk(node, visitor);
      return;
    }
    for (Message child : Protos.children(node)) {
      if (!Protos.name(child).equals("ASTStatementListProto")) {
        boolean holder = !Protos.name(child).startsWith("AnyAST");
        visitor.accept(child);
        walk(child, holder, visitor);
      }
    }
  }

  private static List<String> path(ASTPathExpressionProto path) {
    return path.getNamesList().stream().map(ASTIdentifierProto::getIdString).toList();
  }

  private static String dotted(ASTPathExpressionProto path) {
    return String.join(".", path(path));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
