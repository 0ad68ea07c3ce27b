package dev.chaperone.proxy.review;

import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.proxy.sql.lexer.RowShape;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is read off a text alone, kept for texts that come again: agents repeat themselves, and one
 * review asks several times. Safe for many threads.
 */
final class ReadTexts {
  private static final int TEXTS = 1_000;
  private static final int LONGEST = 64 << 10;

  private record Shaped(String sql, boolean plainRead) {}

  private final Map<String, ScriptFacts> facts = lately();
  private final Map<Shaped, Shapes> shapes = lately();
  private final Map<String, Optional<List<List<TableName>>>> rows = lately();

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

  private static <K, V> V kept(Map<K, V> lately, K key, String sql, Function<K, V> read) {
    synchronized (lately) {
      V known = lately.get(key);
      if (known != null) {
        return known;
      }
    }
    V fresh = read.apply(key);
    if (sql.length() <= LONGEST) {
      synchronized (lately) {
        lately.put(key, fresh);
      }
    }
    return fresh;
  }

  private static <K, V> Map<K, V> lately() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > TEXTS;
      }
    };
  }
}
