package dev.chaperone.googlesql.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zetasql.io.grpc.StatusRuntimeException;
import dev.chaperone.proxy.sql.SharedCorpus;
import dev.chaperone.proxy.sql.StatementCorpus;
import dev.chaperone.proxy.sql.lexer.LexerFacts;
import dev.chaperone.sql.Effect;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * P3: of texts nobody thought of, the lexer alone calls none a read in which Google's parser finds
 * something else.
 */
class SecondOpinionTest {
  private static final Pattern PIECE = Pattern.compile("\\w+|\\s+|[^\\w\\s]");
  private static final List<String> SPICE =
      List.of(
          "'",
          "\"",
          "`",
          "'''",
          "\"\"\"",
          "--",
          "#",
          "/*",
          "*/",
          ";",
          "\n",
          "\r\n",
          "\\",
          "(",
          ")",
          "r'",
          "b\"",
          "|>",
          "BEGIN ",
          "END ",
          "IF ",
          "THEN ",
          "CASE ",
          "WITH ",
          "DROP TABLE d.t",
          "; DELETE FROM d.t WHERE TRUE",
          "INSERT INTO d.t ",
          "AS ",
          "@@x ",
          "@{a=1} ",
          "EXCEPTION ",
          "WHEN ERROR THEN ",
          "a: ",
          ".",
          "-",
          "$",
          "FROM d.t ",
          "SELECT 1 ",
          "LOOP ",
          "END LOOP");

  private static NativeAnalyser analyser;
  private static List<String> texts;

  @BeforeAll
  static void load() throws IOException {
    analyser = NativeAnalyser.load();
    texts =
        new ArrayList<>(StatementCorpus.all().stream().map(StatementCorpus.Entry::sql).toList());
    Optional<Path> shared = SharedCorpus.file();
    if (shared.isPresent()) {
      SharedCorpus.read(shared.get()).stream()
          .map(SharedCorpus.Entry::sql)
          .filter(sql -> sql.length() < 2_000)
          .forEach(texts::add);
    }
  }

  @Test
  void mutatedTextsNeverPassByTheLexer() {
    mutate(Integer.getInteger("mutants", 4_000), 1);
  }

  @Test
  @Tag("long")
  void manyMutatedTextsNeverPassByTheLexer() {
    mutate(200_000, 2);
  }

  private static void mutate(int count, long seed) {
    Random random = new Random(seed);
    List<String> passed = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    int reads = 0;
    int parsed = 0;
    for (int i = 0; i < count; i++) {
      String sql = mutant(random);
      if (!LexerFacts.of(sql).isReadOnly() || sql.length() > 20_000) {
        continue;
      }
      reads++;
      try {
        List<ParsedStatement> statements = ScriptWalk.statements(analyser.parse(sql), sql);
        parsed++;
        if (!isHarmless(statements)) {
          passed.add(sql);
        }
        if (!tables(sql).containsAll(certainTables(statements))) {
          missed.add(sql + " -> " + tables(sql) + certainTables(statements));
        }
      } catch (StatusRuntimeException refused) {
        // BigQuery's parser is the same, and refuses it too.
      }
    }
    System.out.printf(
        "%d mutated texts: %d reads by the lexer, %d of them accepted by the parser, %d wrong%n",
        count, reads, parsed, passed.size());
    assertThat(passed).isEmpty();
    assertThat(missed).isEmpty();
  }

  private static Set<String> tables(String sql) {
    Set<String> names = new HashSet<>();
    for (StatementFacts facts : LexerFacts.of(sql).statements()) {
      facts
          .reads()
          .toOptional()
          .orElseThrow()
          .forEach(t -> names.add(t.dotted().toLowerCase(Locale.ROOT)));
    }
    return names;
  }

  private static Set<String> certainTables(List<ParsedStatement> statements) {
    Set<String> names = new HashSet<>();
    for (ParsedStatement statement : statements) {
      Named.in(statement)
          .tables()
          .forEach(path -> names.add(String.join(".", path).toLowerCase(Locale.ROOT)));
    }
    return names;
  }

  private static boolean isHarmless(List<ParsedStatement> statements) {
    List<StatementFacts> facts = new ArrayList<>();
    for (ParsedStatement s : statements) {
      facts.add(
          new dev.chaperone.sql.StatementFactsBuilder(s.kind(), "parsed only")
              .risks(s.risks())
              .effect(StatementFacts.effectOf(s.kind(), s.risks()))
              .build());
    }
    return new ScriptFacts(ScriptFacts.Analyser.NATIVE, facts, List.of())
        .effects().stream().allMatch(e -> e == Effect.READ || e == Effect.CONTROL);
  }

  private static String mutant(Random random) {
    String one = texts.get(random.nextInt(texts.size()));
    List<String> pieces = new ArrayList<>(pieces(one));
    if (random.nextInt(3) == 0) {
      List<String> other = pieces(texts.get(random.nextInt(texts.size())));
      int at = random.nextInt(pieces.size() + 1);
      if (random.nextBoolean()) {
        pieces.add(at, ";");
      }
      pieces.addAll(at, other.subList(random.nextInt(other.size() + 1), other.size()));
    }
    for (int n = random.nextInt(4); n > 0 && !pieces.isEmpty(); n--) {
      int at = random.nextInt(pieces.size());
      switch (random.nextInt(4)) {
        case 0 -> pieces.remove(at);
        case 1 -> pieces.add(at, SPICE.get(random.nextInt(SPICE.size())));
        case 2 -> pieces.add(at, pieces.get(random.nextInt(pieces.size())));
        default -> pieces.set(at, pieces.get(random.nextInt(pieces.size())));
      }
    }
    return String.join("", pieces);
  }

  private static List<String> pieces(String sql) {
    List<String> pieces = new ArrayList<>();
    Matcher matcher = PIECE.matcher(sql);
    while (matcher.find()) {
      pieces.add(matcher.group());
    }
    return pieces;
  }
}
