package dev.chaperone.proxy.sql;

import dev.chaperone.sql.Effect;
import dev.chaperone.sql.StatementKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Our own statements, with the effects BigQuery's documentation gives them. */
public final class StatementCorpus {
  private static final Pattern CHARACTER = Pattern.compile("\\{\\{([0-9A-F]{4})}}");

  /**
   * One text.
   *
   * @param kinds as the documentation has them; empty where only the effect is expected
   */
  public record Entry(String sql, Set<Effect> effects, List<StatementKind> kinds) {
    /** Whether taking it for a read would let something happen. */
    public boolean isDangerous() {
      return !EnumSet.of(Effect.READ, Effect.CONTROL).containsAll(effects);
    }
  }

  private StatementCorpus() {}

  public static List<Entry> all() {
    List<Entry> entries = new ArrayList<>();
    for (String name : List.of("read", "write", "schema", "unknown")) {
      read("statements-" + name + ".sql", entries);
    }
    return entries;
  }

  private static void read(String resource, List<Entry> entries) {
    try (InputStream in =
        Objects.requireNonNull(StatementCorpus.class.getResourceAsStream(resource))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String part : text.split("(?m)^%% ?", -1)) {
        int line = part.indexOf('\n');
        if (!part.startsWith("#")) {
          entries.add(entry(part.substring(0, line), part.substring(line + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry entry(String expected, String sql) {
    String[] parts = expected.split("\\|");
    EnumSet<Effect> effects = EnumSet.noneOf(Effect.class);
    for (String effect : parts[0].strip().split("\\+")) {
      effects.add(Effect.valueOf(effect));
    }
    List<StatementKind> kinds = new ArrayList<>();
    if (parts.length > 1) {
      for (String kind : parts[1].strip().split(",")) {
        kinds.add(StatementKind.valueOf(kind));
      }
    }
    String text = sql.endsWith("\n") ? sql.substring(0, sql.length() - 1) : sql;
    return new Entry(
        CHARACTER.matcher(text).replaceAll(StatementCorpus::character), effects, kinds);
  }

  private static String character(MatchResult found) {
    String text = Character.toString(Integer.parseInt(found.group(1), 16));
    return java.util.regex.Matcher.quoteReplacement(text);
  }
}
