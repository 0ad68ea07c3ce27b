package dev.chaperone.proxy.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.example.OrdinaryRequest;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.InputRow;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static final ConditionCompiler COMPILER = new ConditionCompiler();

  /** Bytes and the first table's dataset are unknown, the second table is finance's. */
  private final PolicyInputs inputs =
      OrdinaryRequest.inputs()
          .unknown(InputFields.ESTIMATE_BYTES, "the dry run failed")
          .with(InputFields.ESTIMATE_USD, 2.5)
          .with(InputFields.AGENT_GROUPS, List.of("a", "b"))
          .with(InputFields.STATEMENT_KINDS, List.of("SELECT", "DROP_TABLE"))
          .with(InputFields.SESSION_AGE, Duration.ofMinutes(5))
          .withTables(
              OrdinaryRequest.table().with(InputFields.TABLE_ROWS, 3L),
              OrdinaryRequest.table()
                  .with(InputFields.TABLE_DATASET, "finance")
                  .with(InputFields.TABLE_ROWS, 5L));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "statement.kinds.exists(k, k.startsWith('DROP_')) ; TRUE",
        "statement.kinds == ['SELECT'] ; FALSE",
        "estimate.bytes > 1 * GiB ; UNKNOWN",
        "!(estimate.bytes > 1 * GiB) ; UNKNOWN",
        "estimate.bytes > 1 || agent.name == 'agent' ; TRUE",
        "agent.name == 'agent' || estimate.bytes > 1 ; TRUE",
        "estimate.bytes > 1 || agent.name == 'x' ; UNKNOWN",
        "estimate.bytes > 1 && agent.name == 'x' ; FALSE",
        "agent.name == 'x' && estimate.bytes > 1 ; FALSE",
        "estimate.bytes > 1 ? true : true ; UNKNOWN",
        "agent.name == 'agent' ? true : estimate.bytes > 1 ; TRUE",
        "tables.exists(t, t.dataset == 'finance') ; TRUE",
        "tables.exists(t, t.dataset == 'hr') ; UNKNOWN",
        "tables.all(t, t.dataset == 'hr') ; FALSE",
        "tables.all(t, t.dataset == 'finance') ; UNKNOWN",
        "tables.exists_one(t, t.dataset == 'finance') ; UNKNOWN",
        "tables.filter(t, t.dataset == 'finance').size() > 0 ; UNKNOWN",
        "'finance' in tables.map(t, t.dataset) ; UNKNOWN",
        "tables.size() == 2 ; TRUE",
        "tables[0].rows == 3 ; TRUE",
        "tables[7].rows == 3 ; UNKNOWN",
        "1 / (tables.size() - 2) == 1 ; UNKNOWN",
        "estimate.usd > 2 ; TRUE",
        "estimate.usd < 2.4 ; FALSE",
        "session.age >= duration('5m') ; TRUE",
        "time.now > timestamp('2026-01-01T00:00:00Z') ; TRUE",
        "agent.name.matches('^a.*t$') ; TRUE",
        "agent.name.matches('gen') ; TRUE",
        "9223372036854775807 + tables.size() > 0 ; UNKNOWN",
        "2 * TiB == 2199023255552 ; TRUE",
      })
  void threeValues(String condition, Truth expected) throws Exception {
    assertThat(evaluate(condition, inputs).truth()).isEqualTo(expected);
  }

  @Test
  void evidenceNamesWhatWasReadAndWhyItIsUnknown() throws Exception {
    ConditionResult result = evaluate("agent.name == 'agent' && estimate.bytes > 1 * GiB", inputs);

    assertThat(result.evidence())
        .containsExactly(
            new Evidence("agent.name", "agent", true),
            new Evidence("estimate.bytes", "the dry run failed", false));
    assertThat(result.why()).isEqualTo("estimate.bytes is unknown: the dry run failed");
  }

  @Test
  void evidenceOfAListNamesTheElement() throws Exception {
    assertThat(evaluate("tables.exists(t, t.rows == 5)", inputs).evidence())
        .extracting(Evidence::toString)
        .containsExactly("tables = 2 of them", "tables[0].rows = 3", "tables[1].rows = 5");
  }

  @Test
  void anUnknownListIsUnknownAndNotEmpty() throws Exception {
    PolicyInputs none = inputs.withTables(Fact.unknown("not understood"));

    assertThat(evaluate("tables.exists(t, true)", none).truth()).isEqualTo(Truth.UNKNOWN);
    assertThat(evaluate("tables.all(t, true)", none).truth()).isEqualTo(Truth.UNKNOWN);
    assertThat(evaluate("tables.size() == 0", none).truth()).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void textThatIsTooLongToBeJudgedIsUnknown() throws Exception {
    PolicyInputs large = inputs.with(InputFields.STATEMENT_TEXT, "x".repeat(60_001));

    assertThat(evaluate("statement.text.contains('drop')", large).truth()).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void nestedLoopsEndAtTheirLimit() throws Exception {
    PolicyInputs many =
        inputs.withTables(Fact.known(Collections.nCopies(1_000, OrdinaryRequest.table())));
    String list = "[" + "1,".repeat(400) + "1]";

    assertThat(evaluate("tables.all(a, tables.all(b, tables.all(c, true)))", many).truth())
        .isEqualTo(Truth.UNKNOWN);
    assertThat(
            evaluate(list + ".all(a, %s.all(b, %s.all(c, true)))".formatted(list, list), many)
                .truth())
        .isEqualTo(Truth.UNKNOWN);
    assertThat(evaluate("tables.map(a, tables.map(b, tables.map(c, 1))).size() > 0", many).truth())
        .isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void patternsThatTakeLongEndAtTheirLimit() throws Exception {
    PolicyInputs many =
        inputs
            .with(InputFields.STATEMENT_TEXT, "a".repeat(60_000))
            .withTables(Fact.known(Collections.nCopies(10_000, OrdinaryRequest.table())));

    ConditionResult result =
        evaluate("tables.all(t, !statement.text.matches('(a{1,20}){1,10}(b|c){2,20}d'))", many);

    assertThat(result.truth()).isEqualTo(Truth.UNKNOWN);
    assertThat(result.why()).contains("too long");
  }

  @Test
  void anEvaluationThatIsLateEnds() throws Exception {
    AtomicLong clock = new AtomicLong();
    PolicyInputs many =
        inputs.withTables(Fact.known(Collections.nCopies(2_000, OrdinaryRequest.table())));
    Condition condition = COMPILER.compile("tables.all(t, t.rows == 0)");

    ConditionResult result =
        condition.evaluate(ConditionInputs.of(many, () -> clock.getAndAdd(200_000_000)));

    assertThat(result.truth()).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void listsBeyondTheirBoundAreUnknown() {
    PolicyInputs many = inputs.withTables(Fact.known(Collections.nCopies(10_001, InputRow.EMPTY)));

    assertThat(many.tables().isKnown()).isFalse();
  }

  @Test
  void conditionsThatAreTooLongOrDeepAreRefused() {
    assertThatThrownBy(() -> COMPILER.compile("true ||".repeat(600) + "true"))
        .isInstanceOf(ConditionException.class);
    assertThatThrownBy(() -> COMPILER.compile("(".repeat(200) + "true" + ")".repeat(200)))
        .isInstanceOf(ConditionException.class);
  }

  @Test
  void sameMeaningWhateverTheWhiteSpace() throws Exception {
    Condition one = COMPILER.compile("estimate.bytes>1*GiB // large\n");
    Condition other = COMPILER.compile("estimate.bytes > 1 * GiB");

    assertThat(one.sameAs(other)).isTrue();
    assertThat(one.sameAs(COMPILER.compile("estimate.bytes > 2 * GiB"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "estimate.bytes > 1 ; NONE",
        "columns.exists(c, c.tagged) ; MORE_MAKES_TRUE",
        "!columns.exists(c, c.tagged) ; MORE_MAKES_FALSE",
        "columns.all(c, !c.tagged) ; MORE_MAKES_FALSE",
        "exposure.columns > 0 && exposure.rows > 100 ; MORE_MAKES_TRUE",
        "exposure.columns < 3 ; MORE_MAKES_FALSE",
        "exposure.columns == 3 ; EITHER",
        "3 > exposure.columns ; EITHER",
        "columns.exists(c, 'pii' in c.tags) ; MORE_MAKES_TRUE",
        "exposure.tags.exists(t, t == 'pii') ; EITHER",
        "columns.exists(c, c.tagged) || !statement.moves_tagged ; EITHER",
        "columns.exists(c, c.tagged == true) ; EITHER",
        "columns.filter(c, c.tagged).size() > 1 ; EITHER",
        "columns.exists_one(c, c.tagged) ; EITHER",
        "columns.exists(c, c.tagged) ? true : false ; EITHER",
      })
  void whatMoreTagsWouldDo(String condition, TagUse use) throws Exception {
    assertThat(COMPILER.compile(condition).tagUse()).isEqualTo(use);
  }

  private static ConditionResult evaluate(String condition, PolicyInputs inputs)
      throws ConditionException {
    return COMPILER.compile(condition).evaluate(ConditionInputs.of(inputs, System::nanoTime));
  }
}
