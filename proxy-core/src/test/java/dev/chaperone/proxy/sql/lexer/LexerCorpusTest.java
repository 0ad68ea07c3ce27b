package dev.chaperone.proxy.sql.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.sql.StatementCorpus;
import dev.chaperone.proxy.sql.StatementCorpus.Entry;
import dev.chaperone.sql.Effect;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P3 in lexer-only mode: what is dangerous never passes for a read. */
class LexerCorpusTest {
  private static final List<Entry> CORPUS = StatementCorpus.all();

  @Test
  void theCorpusIsLargeEnoughToMeanSomething() {
    assertThat(CORPUS).hasSizeGreaterThanOrEqualTo(300);
  }

  @Test
  void nothingDangerousPassesForARead() {
    List<String> passed = new ArrayList<>();
    for (Entry entry : CORPUS) {
      if (entry.isDangerous() && LexerFacts.of(entry.sql()).isReadOnly()) {
        passed.add(entry.sql());
      }
    }
    assertThat(passed).isEmpty();
  }

  @Test
  void whatIsUnderstoodHasTheDocumentedKindsAndEffects() {
    List<String> wrong = new ArrayList<>();
    for (Entry entry : CORPUS) {
      ScriptFacts facts = LexerFacts.of(entry.sql());
      List<StatementKind> kinds = facts.statements().stream().map(StatementFacts::kind).toList();
      boolean kindsDiffer =
          facts.isUnderstood() && !entry.kinds().isEmpty() && !kinds.equals(entry.kinds());
      boolean milder =
          !facts.effects().contains(Effect.UNKNOWN)
              && !facts.effects().containsAll(entry.effects());
      if (kindsDiffer || milder) {
        wrong.add(entry + " -> " + kinds + facts.effects());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void fewReadsAreHeldForLackOfUnderstanding() {
    List<String> held = new ArrayList<>();
    int reads = 0;
    for (Entry entry : CORPUS) {
      if (!entry.isDangerous()) {
        reads++;
        ScriptFacts facts = LexerFacts.of(entry.sql());
        if (!facts.isReadOnly()) {
          held.add(entry.sql() + " -> " + facts.effects() + facts.risks() + facts.doubts());
        }
      }
    }
    System.out.printf("lexer only: %d of %d harmless texts held%n", held.size(), reads);
    held.forEach(h -> System.out.println("  " + h));
    assertThat(held.size()).isLessThanOrEqualTo(reads * 2 / 100);
  }
}
