package dev.chaperone.proxy.sql.lexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chaperone.proxy.sql.SharedCorpus;
import dev.chaperone.proxy.sql.suspicion.Suspicion;
import dev.chaperone.sql.Risk;
import dev.chaperone.sql.ScriptFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lexer-only mode over public statements; skipped where the corpus is not there. */
class LexerConformanceTest {
  @Test
  void publicStatementsAreReadAndNothingDangerousPasses() throws IOException {
    Optional<Path> file = SharedCorpus.file();
    assumeTrue(file.isPresent(), "the shared corpus is not here");
    List<String> passed = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    List<String> held = new ArrayList<>();
    List<String> invented = new ArrayList<>();
    int alone = 0;
    int valid = 0;
    int unresolved = 0;
    long nanos = 0;
    for (SharedCorpus.Entry entry : SharedCorpus.read(file.orElseThrow())) {
      long start = System.nanoTime();
      ScriptFacts lexer = LexerFacts.of(entry.sql());
      ScriptFacts facts = Suspicion.added(lexer, entry.sql());
      nanos += System.nanoTime() - start;
      if (entry.isDangerous() && facts.isReadOnly()) {
        passed.add(entry.id() + " " + entry.sql());
      }
      if (entry.valid()) {
        if (lexer.isUnderstood()) {
          Set<String> read = lower(entry.reads());
          alone += names(lexer).containsAll(read) ? 0 : 1;
          if (!read.containsAll(added(names(facts), names(lexer))) || !facts.isUnderstood()) {
            invented.add(entry.id() + " " + facts.doubts() + read + names(facts) + entry.sql());
          }
        }
        if (facts.isUnderstood() && !names(facts).containsAll(lower(entry.reads()))) {
          missed.add(entry.id() + " " + entry.reads() + names(facts) + " " + entry.sql());
        }
        valid++;
        if (!facts.isUnderstood()) {
          held.add(entry.id() + " " + facts.doubt() + " " + entry.sql());
        } else if (facts.risks().contains(Risk.UNRESOLVED_ROUTINE)) {
          unresolved++;
        }
      }
    }
    System.out.printf(
        "lexer only: %d valid texts, %d (%.1f %%) held for lack of understanding,"
            + " %d (%.1f %%) more for a routine the catalogue does not have, %.1f µs each%n",
        valid,
        held.size(),
        100.0 * held.size() / valid,
        unresolved,
        100.0 * unresolved / valid,
        nanos / 1e3 / valid);
    System.out.printf(
        "%d texts with a table that ZetaSQL reads and the lexer misses, %d of them JSqlParser too;"
            + " in %d it sees what is not there%n",
        alone, missed.size(), invented.size());
    invented.stream().limit(Integer.getInteger("show", 0)).forEach(System.out::println);
    missed.stream().limit(Integer.getInteger("show", 0)).forEach(System.out::println);
    held.stream().limit(Integer.getInteger("show", 0)).forEach(System.out::println);
    assertThat(passed).isEmpty();
    assertThat(missed.size()).isLessThanOrEqualTo(40);
    assertThat(invented.size()).isLessThanOrEqualTo(valid / 200);
    assertThat(held.size() + unresolved).isLessThanOrEqualTo(valid * 40 / 100);
  }

  private static Set<String> names(ScriptFacts facts) {
    Set<String> names = new HashSet<>();
    facts.statements().stream()
        .flatMap(s -> Stream.of(s.reads(), s.writes()))
        .flatMap(f -> f.toOptional().orElseThrow().stream())
        .forEach(t -> names.add(t.dotted().toLowerCase(Locale.ROOT)));
    return names;
  }

  private static Set<String> added(Set<String> all, Set<String> before) {
    Set<String> more = new HashSet<>(all);
    more.removeAll(before);
    return more;
  }

  private static Set<String> lower(List<String> names) {
    return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }
}
