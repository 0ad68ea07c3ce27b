package dev.chaperone.proxy.review;

import dev.chaperone.proxy.sql.TextCache;
import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.proxy.sql.lexer.RowShape;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is read off a text alone, kept for texts that come again: agents repeat themselves, and one
 * review asks several times. Safe for many threads.
 */
final class ReadTexts {
  private static final int TEXTS = 1_000;

  private record Shaped(String sql, boolean plainRead) {}

  private final TextCache<String, ScriptFacts> facts = new TextCache<>(TEXTS);
  private final TextCache<Shaped, Shapes> shapes = new TextCache<>(TEXTS);
  private final TextCache<String, Optional<List<List<TableName>>>> rows = new TextCache<>(TEXTS);

  /** By our lexer. */
  ScriptFacts facts(String sql) {
    return kept(facts, sql, sql, LexerFacts::of);
  }

  Shapes shapes(String sql, ScriptFacts known) {
    return known.isUnderstood()
        ? kept(
            shapes,
            new Shaped(sql, Shapes.isPlainRead(known)),
            sql,
            text -> Shapes.of(text.sql(), text.plainRead()))
        : Shapes.NONE;
  }

  Optional<List<List<TableName>>> rows(String sql) {
    return kept(rows, sql, sql, RowShape::of);
  }

  private static <K, V> V kept(TextCache<K, V> lately, K key, String sql, Function<K, V> read) {
    Optional<V> known = lately.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    V fresh = read.apply(key);
    lately.put(key, sql.length(), fresh);
    return fresh;
  }
}
