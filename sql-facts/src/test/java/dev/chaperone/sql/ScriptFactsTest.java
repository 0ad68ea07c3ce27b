package dev.chaperone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptFactsTest {
  private static final Doubt DOUBT = new Doubt(Doubt.Reason.REFUSED, "no");

  private static StatementFacts select() {
    return new StatementFactsBuilder(StatementKind.SELECT, "not asked")
        .reads(Fact.known(Set.of(TableName.of("d", "t"))))
        .build();
  }

  private static ScriptFacts of(StatementFacts... statements) {
    return new ScriptFacts(ScriptFacts.Analyser.NATIVE, List.of(statements), List.of());
  }

  @Test
  void nothingIsHarmlessWhenAnythingIsInDoubt() {
    assertThat(of(select()).isReadOnly()).isTrue();
    ScriptFacts doubted = of(select()).withDoubt(DOUBT);
    assertThat(doubted.isReadOnly()).isFalse();
    assertThat(doubted.effects()).contains(Effect.UNKNOWN);
    assertThat(doubted.kinds().isKnown()).isFalse();
    assertThat(doubted.reads().isKnown()).isFalse();
    assertThat(doubted.output().isKnown()).isFalse();
  }

  @Test
  void aTextWithoutStatementsIsNotHarmless() {
    assertThat(of().isReadOnly()).isFalse();
    assertThat(of().effects()).containsExactly(Effect.UNKNOWN);
  }

  @Test
  void oneStatementsUnknownMakesTheWholeUnknown() {
    StatementFacts other = new StatementFactsBuilder(StatementKind.SELECT, "why").build();
    assertThat(of(select()).reads().isKnown()).isTrue();
    assertThat(of(select(), other).reads()).isEqualTo(Fact.unknown("why"));
  }

  @ParameterizedTest
  @EnumSource(Risk.class)
  void aRiskNeverMakesAKindMilder(Risk risk) {
    for (StatementKind kind : StatementKind.values()) {
      Effect effect = StatementFacts.effectOf(kind, Set.of(risk));
      boolean temporaryFunction = kind == StatementKind.CREATE_FUNCTION && risk == Risk.TEMPORARY;
      assertThat(temporaryFunction || effect.compareTo(kind.effect()) >= 0)
          .as(kind + " " + risk)
          .isTrue();
      if (risk.hidesEffect()) {
        assertThat(effect).isNotIn(Effect.READ, Effect.CONTROL);
      }
    }
  }

  @Test
  void addedRisksRaiseTheEffect() {
    assertThat(select().withRisks(Set.of(Risk.EXTERNAL_QUERY)).effect()).isEqualTo(Effect.UNKNOWN);
    assertThat(select().withRisks(Set.of(Risk.SELECT_STAR)).effect()).isEqualTo(Effect.READ);
  }
}
