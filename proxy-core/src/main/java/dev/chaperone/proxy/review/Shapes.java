package dev.chaperone.proxy.review;

import dev.chaperone.proxy.approval.job.SqlShape;
import dev.chaperone.proxy.approval.job.SqlShape.Kind;
import dev.chaperone.proxy.approval.job.SqlShape.Piece;
import dev.chaperone.proxy.sql.lexer.Lexer;
import dev.chaperone.proxy.sql.lexer.Tokens;
import dev.chaperone.proxy.sql.lexer.UnreadableException;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Digests by which a statement is known again.
 *
 * @param exact of the SQL without comments and white space, {@code ""} if it was not understood
 * @param shape the same with a plain read's literals left out, {@code ""} if it was not understood
 */
public record Shapes(String exact, String shape) {
  static final Shapes NONE = new Shapes("", "");

  /** Of a text that is understood. */
  static Shapes of(String sql, boolean plainRead) {
    try {
      List<Piece> pieces = pieces(Lexer.tokens(sql));
      return new Shapes(SqlShape.exact(pieces), SqlShape.fingerprint(pieces, plainRead));
    } catch (UnreadableException e) {
      return NONE;
    }
  }

  static boolean isPlainRead(ScriptFacts facts) {
    return facts.isReadOnly()
        && facts.statements().stream().allMatch(s -> s.kind() == StatementKind.SELECT)
        && facts.risks().stream().noneMatch(Risk::hidesEffect);
  }

  private static List<Piece> pieces(Tokens tokens) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      pieces.add(
          switch (tokens.kind(i)) {
            case STRING -> new Piece(Kind.STRING, tokens.text(i));
            case NUMBER -> new Piece(Kind.NUMBER, tokens.text(i));
            // Names of tables are told apart by case, so only what is no name could be folded.
            case SYSTEM_VARIABLE -> new Piece(Kind.OTHER, tokens.text(i).toUpperCase(Locale.ROOT));
            case WORD, QUOTED, PARAMETER, PIPE, SYMBOL -> new Piece(Kind.OTHER, tokens.text(i));
          });
    }
    return pieces;
  }
}
