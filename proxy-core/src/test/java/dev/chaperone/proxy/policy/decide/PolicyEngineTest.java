package dev.chaperone.proxy.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.budget.BudgetLedger;
import dev.chaperone.proxy.policy.budget.InMemoryBudgetLedger;
import dev.chaperone.proxy.policy.condition.Evidence;
import dev.chaperone.proxy.policy.example.OrdinaryRequest;
import dev.chaperone.proxy.policy.glob.ColumnRef;
import dev.chaperone.proxy.policy.glob.TableRef;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.Budget;
import dev.chaperone.proxy.policy.model.MaskingMethod;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.model.RecordingLevel;
import dev.chaperone.proxy.policy.testing.MovableClock;
import dev.chaperone.proxy.policy.testing.TestPolicies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {
  private final PolicyEngine engine = new PolicyEngine(System::nanoTime);
  private final PolicyInputs read = OrdinaryRequest.inputs();

  @Test
  void denyBeatsHoldBeatsAllowAndAllThatMatchAreListed() {
    Policy policy =
        TestPolicies.of(
            """
            version: 1
            rules:
              - { name: yes, when: true, then: allow }
              - { name: wait, when: "estimate.bytes > 10", then: hold }
              - { name: no, when: "estimate.bytes > 100", then: deny, reason: Too much. }
              - { name: other, when: "estimate.bytes > 1000", then: deny }
            """);

    assertThat(engine.decide(policy, read).verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(bytes(policy, 50).verdict()).isEqualTo(Verdict.HOLD);
    Decision denied = bytes(policy, 500);
    assertThat(denied.verdict()).isEqualTo(Verdict.DENY);
    assertThat(denied.code()).isEqualTo("denied-by-rule");
    assertThat(denied.rule()).hasValue("no");
    assertThat(denied.reason()).isEqualTo("Too much.");
    assertThat(denied.matchingRules()).containsExactly("no", "wait", "yes");
    assertThat(denied.evidence()).containsExactly(new Evidence("estimate.bytes", "500", true));
  }

  @Test
  void anUnknownInputMatchesWhatHoldsOrDeniesAndSaysSo() {
    Policy policy =
        TestPolicies.of(
            """
            version: 1
            rules:
              - { name: yes, when: "estimate.bytes < 10", then: allow }
              - { name: no, when: "estimate.bytes > 100", then: deny, reason: Too much. }
            """);

    Decision decision =
        engine.decide(policy, read.unknown(InputFields.ESTIMATE_BYTES, "the dry run failed"));

    assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
    assertThat(decision.deciding().truth()).isEqualTo(Truth.UNKNOWN);
    assertThat(decision.matchingRules()).containsExactly("no");
    assertThat(decision.reason())
        .contains("could not be ruled out", "the dry run failed", "Too much.");
  }

  @Test
  void aRuleThatSpeaksTakesTheDefaultsPlaceAndOneThatOnlyMightDoesNot() {
    Policy policy =
        TestPolicies.of(
            """
            version: 1
            defaults: { read: deny }
            rules:
              - { name: wait, when: "estimate.bytes > 10", then: hold }
            """);

    assertThat(bytes(policy, 50).verdict()).isEqualTo(Verdict.HOLD);
    assertThat(bytes(policy, 5).code()).isEqualTo("denied-by-default");
    assertThat(engine.decide(policy, read.unknown(InputFields.ESTIMATE_BYTES, "?")).code())
        .isEqualTo("denied-by-default");
  }

  @Test
  void ofSeveralEffectsTheStrictestDefaultCounts() {
    Policy policy = TestPolicies.of("version: 1\ndefaults: { access: deny }\n");

    assertThat(effects(policy, "read", "write").verdict()).isEqualTo(Verdict.HOLD);
    assertThat(effects(policy, "access", "read").verdict()).isEqualTo(Verdict.DENY);
    assertThat(effects(policy, "read").verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(effects(policy).verdict()).isEqualTo(Verdict.HOLD);
    assertThat(effects(policy, "never heard of").verdict()).isEqualTo(Verdict.DENY);
    assertThat(engine.decide(policy, read.unknown(InputFields.STATEMENT_EFFECTS, "?")).verdict())
        .isEqualTo(Verdict.DENY);
  }

  @Test
  void aConnectionHasToServeTheProject() {
    Policy policy =
        TestPolicies.of(
            """
            version: 1
            connections: [ { name: a, upstream: "https://b.example.com", projects: [ "team-*" ] } ]
            """);

    assertThat(engine.decide(policy, read).code()).isEqualTo("denied-by-connection");
    assertThat(engine.decide(policy, read.with(InputFields.REQUEST_PROJECT, "team-a")).verdict())
        .isEqualTo(Verdict.ALLOW);
  }

  @Test
  void reachSumsUpWhatAgentsAndGroupsMay() throws Exception {
    Policy policy = TestPolicies.example();
    PolicyInputs both = read.withTables(table("shop"), table("finance"));

    assertThat(engine.decide(policy, both).code()).isEqualTo("denied-by-reach");
    assertThat(
            engine
                .decide(policy, both.with(InputFields.AGENT_GROUPS, List.of("analysts")))
                .verdict())
        .isEqualTo(Verdict.ALLOW);
    assertThat(engine.decide(policy, both.unknown(InputFields.AGENT_GROUPS, "?")).code())
        .isEqualTo("denied-by-reach");
  }

  @Test
  void theMostRecordingThatIsAskedForCounts() {
    Policy policy =
        TestPolicies.of(
            """
            version: 1
            recording:
              - { when: "estimate.bytes < 100", level: metadata }
              - { when: "estimate.bytes > 50", level: sealed }
            """);

    assertThat(bytes(policy, 10).recording()).isEqualTo(RecordingLevel.METADATA);
    assertThat(bytes(policy, 60).recording()).isEqualTo(RecordingLevel.SEALED);
    assertThat(engine.decide(policy, read.unknown(InputFields.ESTIMATE_BYTES, "?")).recording())
        .isEqualTo(RecordingLevel.SEALED);
    assertThat(engine.decide(TestPolicies.of("version: 1"), read).recording())
        .isEqualTo(RecordingLevel.FULL);
  }

  @Test
  void moneyIsBytesTimesPriceUnlessTheCallerKnowsBetter() {
    Policy policy =
        TestPolicies.of(
            """
            version: 1
            price: { usd_per_tib: 8 }
            rules: [ { name: dear, when: "estimate.usd > 4", then: hold } ]
            """);

    assertThat(bytes(policy, 1L << 40).verdict()).isEqualTo(Verdict.HOLD);
    assertThat(bytes(policy, 1L << 38).verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(
            engine
                .decide(
                    policy,
                    read.with(InputFields.ESTIMATE_BYTES, 1L << 50)
                        .with(InputFields.ESTIMATE_USD, 0.0))
                .verdict())
        .isEqualTo(Verdict.ALLOW);
  }

  @Test
  void movingTaggedColumnsIsSeen() {
    Policy policy =
        TestPolicies.of(
            """
            version: 1
            defaults: { write: allow }
            tags: { pii: [ shop.customers.email ] }
            rules: [ { name: moves, when: statement.moves_tagged, then: hold } ]
            """);
    PolicyInputs insert =
        read.with(InputFields.STATEMENT_EFFECTS, List.of("write"))
            .withColumns(
                OrdinaryRequest.column()
                    .with(InputFields.COLUMN_DATASET, "shop")
                    .with(InputFields.COLUMN_TABLE, "customers")
                    .with(InputFields.COLUMN_PATH, "email"));

    assertThat(engine.decide(policy, insert).rule()).hasValue("moves");
    assertThat(engine.decide(policy, insert.withColumns()).verdict()).isEqualTo(Verdict.ALLOW);
    assertThat(engine.decide(policy, insert.withColumns(Fact.unknown("?"))).verdict())
        .isEqualTo(Verdict.HOLD);
    assertThat(
            engine
                .decide(policy, insert.with(InputFields.STATEMENT_EFFECTS, List.of("read")))
                .verdict())
        .isEqualTo(Verdict.ALLOW);
  }

  @Test
  void budgetsReserveWhatIsAllowedAndHoldWhatGoesBeyond() throws Exception {
    Policy policy =
        TestPolicies.of(
            """
            version: 1
            budgets: [ { name: scan, per: agent, window: 24h, bytes: 100, then: hold } ]
            """);
    MovableClock clock = new MovableClock();
    BudgetLedger ledger = new InMemoryBudgetLedger(clock);
    BudgetGate gate = new BudgetGate(ledger);
    Budget budget = policy.budgets().getFirst();

    assertThat(admit(gate, "a", policy, 80).verdict()).isEqualTo(Verdict.ALLOW);
    Decision held = admit(gate, "b", policy, 30);
    assertThat(held.code()).isEqualTo("held-by-budget");
    assertThat(held.reason()).contains("'scan'", "80 are used");
    assertThat(ledger.used(budget, "agent").by()).containsValue(80L);

    PolicyInputs inputs = read.with(InputFields.ESTIMATE_BYTES, 30L);
    assertThat(gate.approve("b", policy, inputs)).isEmpty();
    assertThat(ledger.used(budget, "agent").by()).containsValue(110L);
    clock.forward(Duration.ofDays(2));
    assertThat(admit(gate, "c", policy, 1).verdict()).as("both still run").isEqualTo(Verdict.HOLD);
    assertThat(
            gate.admit(
                    "d",
                    policy,
                    inputs.with(InputFields.REQUEST_DRY_RUN, true),
                    engine.decide(policy, inputs))
                .verdict())
        .isEqualTo(Verdict.ALLOW);
  }

  @Test
  void whatCannotChangeTheOutcomeNeedNotBeFoundOut() {
    Policy policy =
        TestPolicies.of(
            """
            version: 1
            rules:
              - { name: no, when: "agent.name == 'bad'", then: deny }
              - { name: wait, when: "estimate.bytes > 10", then: hold }
            """);
    PolicyInputs noEstimate = read.unknown(InputFields.ESTIMATE_BYTES, "not yet");

    Decision open = engine.decide(policy, noEstimate);
    Decision denied = engine.decide(policy, noEstimate.with(InputFields.AGENT_NAME, "bad"));

    assertThat(PolicyEngine.dependsOn(policy, open, "estimate")).isTrue();
    assertThat(PolicyEngine.dependsOn(policy, open, "exposure")).isFalse();
    assertThat(PolicyEngine.dependsOn(policy, denied, "estimate")).isFalse();
  }

  @Test
  void ofSeveralTagsTheOneThatHidesMostMasks() {
    Policy policy =
        TestPolicies.of(
            """
            version: 1
            tags: { mail: [ a.b.email ], all: [ "a.b.*" ] }
            masking:
              - { tag: mail, method: partial-email }
              - { tag: all, method: hash }
            """);
    ColumnMasks masks = new ColumnMasks(policy);
    TableRef table = TableRef.of("p", "a", "b");

    assertThat(masks.of(new ColumnRef(table, Fact.known(List.of("email"))), Fact.known(List.of())))
        .hasValueSatisfying(m -> assertThat(m.method()).isEqualTo(MaskingMethod.HASH));
    assertThat(masks.of(new ColumnRef(table, Fact.unknown("?")), Fact.known(List.of())))
        .isPresent();
    assertThat(
            masks.of(
                new ColumnRef(TableRef.of("p", "x", "b"), Fact.known(List.of("email"))),
                Fact.known(List.of())))
        .isEmpty();
  }

  private Decision admit(BudgetGate gate, String id, Policy policy, long bytes) {
    PolicyInputs inputs = read.with(InputFields.ESTIMATE_BYTES, bytes);
    return gate.admit(id, policy, inputs, engine.decide(policy, inputs));
  }

  private Decision bytes(Policy policy, long bytes) {
    return engine.decide(policy, read.with(InputFields.ESTIMATE_BYTES, bytes));
  }

  private Decision effects(Policy policy, String... effects) {
    return engine.decide(policy, read.with(InputFields.STATEMENT_EFFECTS, List.of(effects)));
  }

  private static dev.chaperone.proxy.policy.input.InputRow table(String dataset) {
    return OrdinaryRequest.table()
        .with(InputFields.TABLE_DATASET, dataset)
        .with(InputFields.TABLE_NAME, "t");
  }
}
