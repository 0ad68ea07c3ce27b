package dev.chaperone.proxy.sql.lexer;

import java.util.ArrayList;
import java.util.List;

/** Reads dotted and dashed names such as {@code my-project.`d.t`}. */
final class Paths {
  /**
   * A name.
   *
   * @param parts without quotes and escapes
   * @param end the token behind it
   */
  record Path(List<String> parts, int end) {
    Path {
      parts = List.copyOf(parts);
    }

    String dotted() {
      return String.join(".", parts);
    }
  }

  private Paths() {}

  /** The name from this token on, dashes included; without parts if there is none. */
  static Path table(Tokens tokens, int from, int to) {
    if (from >= to || !tokens.isName(from)) {
      return new Path(List.of(), from);
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder(tokens.name(from));
    boolean dashes = tokens.is(from, TokenKind.WORD);
    int i = from + 1;
    while (i < to) {
      if (dashes && isDashed(tokens, i)) {
        part.append('-');
        // A number takes the dot behind it: my-project-1.d
        for (String piece : tokens.text(i + 1).split("(?=\\.)|(?<=\\.)")) {
          if (piece.equals(".")) {
            parts.add(part.toString());
            part.setLength(0);
          } else {
            part.append(piece);
          }
        }
        i += 2;
        if (part.isEmpty() || tokens.is(i - 1, TokenKind.NUMBER) && gluesOn(tokens, i)) {
          if (!tokens.isName(i)) {
            return new Path(List.of(), i);
          }
          part.append(tokens.name(i));
          i++;
        }
      } else if (tokens.is(i, '.') && isPart(tokens, i + 1)) {
        parts.add(part.toString());
        part.setLength(0);
        part.append(tokens.name(i + 1));
        dashes = false;
        i += 2;
      } else {
        break;
      }
    }
    parts.add(part.toString());
    return new Path(parts, i);
  }

  static int end(Tokens tokens, int from, int to) {
    return table(tokens, from, to).end();
  }

  /** The name from this token on; a minus ends it. */
  static Path plain(Tokens tokens, int from, int to) {
    List<String> parts = new ArrayList<>();
    int i = from;
    while (i < to && isPart(tokens, i)) {
      parts.add(tokens.name(i));
      i++;
      if (!tokens.is(i, '.') || !isPart(tokens, i + 1)) {
        break;
      }
      i++;
    }
    return new Path(parts, i);
  }

  private static boolean isPart(Tokens tokens, int token) {
    return tokens.isName(token);
  }

  private static boolean isDashed(Tokens tokens, int token) {
    return tokens.is(token, '-')
        && tokens.isAdjacent(token)
        && tokens.isAdjacent(token + 1)
        && (tokens.is(token + 1, TokenKind.WORD) || tokens.is(token + 1, TokenKind.NUMBER));
  }

  private static boolean gluesOn(Tokens tokens, int token) {
    return tokens.isAdjacent(token) && tokens.isName(token);
  }
}
