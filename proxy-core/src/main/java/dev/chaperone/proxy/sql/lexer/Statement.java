package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.StatementKind;
import java.util.List;
import java.util.Optional;

/**
 * One statement's place among the tokens.
 *
 * @param control the kind of a procedural statement; other kinds are found by looking inside
 * @param ranges the tokens that are its own: a block's header, not what stands in the block
 */
record Statement(Optional<StatementKind> control, int depth, List<Range> ranges) {
  /** Tokens from one to before another. */
  record Range(int from, int to) {
    Range {
      if (to < from) {
        throw new IllegalArgumentException("a range backwards");
      }
    }
  }

  Statement {
    ranges = List.copyOf(ranges);
  }

  int from() {
    return ranges.getFirst().from();
  }
}
