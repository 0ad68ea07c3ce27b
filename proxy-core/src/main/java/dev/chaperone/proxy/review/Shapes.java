package dev.chaperone.proxy.review;

import dev.chaperone.proxy.approval.job.SqlShape;
import dev.chaperone.proxy.approval.job.SqlShape.Kind;
import dev.chaperone.proxy.approval.job.SqlShape.Piece;
import dev.chaperone.proxy.sql.lexer.Lexer;
import dev.chaperone.proxy.sql.lexer.TokenKind;
import dev.chaperone.proxy.sql.lexer.Tokens;
import dev.chaperone.proxy.sql.lexer.UnreadableException;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Digests by which a request is known again.
 *
 * @param exact of the SQL without comments and white space, {@code ""} if it was not understood
 * @param shape the same with a plain read's literals left out, together with what the request asks
 *     for beside its SQL; {@code ""} if it was not understood
 * @param openParameters whether the values of parameters are details, like a plain read's literals
 */
public record Shapes(String exact, String shape, boolean openParameters) {
  static final Shapes NONE = new Shapes("", "", false);

  /** Of a text alone that is understood. */
  static Shapes of(String sql, boolean plainRead) {
    try {
      Tokens tokens = Lexer.tokens(sql);
      List<Piece> pieces = pieces(tokens);
      return new Shapes(
          SqlShape.exact(pieces),
          SqlShape.fingerprint(pieces, plainRead),
          plainRead && !boundsRowsByParameter(tokens));
    } catch (UnreadableException e) {
      return NONE;
    }
  }

  /** Of the text's request. */
  Shapes in(JobShape request) {
    String beside = shape.isEmpty() ? "" : request.beside(!openParameters);
    return beside.isEmpty() ? this : new Shapes(exact, both(shape, beside), openParameters);
  }

  private static String both(String one, String other) {
    return Digest.sha256(Blob.utf8(one + "\n" + other).toArray()).hex();
  }

  /** How many rows leave is no detail. */
  private static boolean boundsRowsByParameter(Tokens tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      String before = tokens.text(i - 1);
      if (tokens.kind(i) == TokenKind.PARAMETER
          && (before.equalsIgnoreCase("LIMIT") || before.equalsIgnoreCase("OFFSET"))) {
        return true;
      }
    }
    return false;
  }

  /** Of more than one table by one name, or of other times, a literal says which. */
  static boolean isPlainRead(ScriptFacts facts) {
    return facts.isReadOnly()
        && facts.statements().stream().allMatch(s -> s.kind() == StatementKind.SELECT)
        && facts.risks().stream()
            .noneMatch(r -> r.hidesEffect() || r == Risk.WILDCARD_TABLE || r == Risk.TIME_TRAVEL);
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
