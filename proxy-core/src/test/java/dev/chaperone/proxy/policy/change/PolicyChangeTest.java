package dev.chaperone.proxy.policy.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.policy.Shipped;
import dev.chaperone.proxy.policy.decide.PolicyEngine;
import dev.chaperone.proxy.policy.input.PolicyInputs;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.testing.RandomInputs;
import dev.chaperone.proxy.policy.testing.TestPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyChangeTest {
  private static final String BASE =
      """
      version: 1
      connections: [ { name: a, upstream: "https://b.example.com", projects: [ "team-*" ] } ]
      reach: [ { groups: [ g ], datasets: [ "shop.*" ] } ]
      defaults: { read: allow, write: hold, schema: hold, access: hold, unknown: hold }
      foreign_jobs: deny
      legacy_sql: deny
      price: { usd_per_tib: 6 }
      hold: { expires: 15m }
      tags: { pii: [ a.b.c ] }
      rules: [ { name: drop, when: "statement.count > 1", then: hold } ]
      masking: [ { tag: pii, method: last4, indirect: hold } ]
      detectors: [ { type: email, method: hash } ]
      recording: [ { when: "estimate.usd < 1", level: metadata } ]
      retention: { default: 90d }
      budgets: [ { name: b, per: agent, window: 1h, rows: 10, then: hold } ]
      """;

  @Test
  void theSamePolicyLoosensNothing() throws Exception {
    assertThat(PolicyChange.loosenings(of(BASE), of("# comment\n" + BASE))).isEmpty();
    assertThat(PolicyChange.loosenings(TestPolicies.example(), TestPolicies.example())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "team-*;team-a",
        "shop.*;shop.orders",
        "write: hold;write: deny",
        "unknown: hold;unknown: deny",
        "expires: 15m;expires: 5m",
        "[ a.b.c ];[ a.b.c, a.b.d ]",
        "> 1\", then: hold;> 1\", then: deny",
        "rules: [;rules: [ { name: more, when: \"statement.count > 2\", then: deny }, ",
        "rules: [;rules: [ { name: more, when: \"statement.count > 2\", then: hold }, ",
        "method: last4;method: redact",
        "indirect: hold;indirect: deny",
        "method: hash;method: redact",
        "level: metadata;level: full",
        "default: 90d;default: 91d",
        "rows: 10;rows: 9",
        "rows: 10;rows: 10, bytes: 5",
        "window: 1h;window: 2h",
        "statement.count > 1;statement.count>1",
      })
  void whatIsCertainlyStricterIsNoLoosening(String from, String to) {
    assertThat(PolicyChange.loosenings(of(BASE), of(changed(from, to)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "connections;team-*;*",
        "connections;https://b.example.com;https://c.example.com",
        "connections;[ { name: a;[ { name: z",
        "reach;shop.*;s*",
        "reach;groups: [ g ];groups: [ g, h ]",
        "reach;groups: [ g ];agents: [ g ]",
        "defaults;write: hold;write: allow",
        "foreign_jobs;foreign_jobs: deny;foreign_jobs: hold",
        "legacy_sql;legacy_sql: deny;legacy_sql: hold",
        "price;usd_per_tib: 6;usd_per_tib: 7",
        "hold;expires: 15m;expires: 16m",
        "tags;[ a.b.c ];[ a.b.d ]",
        "rules;statement.count > 1;statement.count > 2",
        "rules;> 1\", then: hold;> 1\", then: allow",
        "rules;rules: [;rules: [ { name: more, when: \"statement.count > 2\", then: allow }, ",
        "masking;method: last4;method: partial-email",
        "masking;indirect: hold;indirect: allow",
        "detectors;type: email;type: iban",
        "recording;estimate.usd < 1;estimate.usd < 2",
        "retention;default: 90d;default: 9d",
        "budgets;rows: 10;rows: 11",
        "budgets;per: agent;per: session",
        "budgets;window: 1h;window: 1m",
        "budgets;name: b;name: c",
      })
  void whatMayPermitMoreIsALoosening(String part, String from, String to) {
    assertThat(PolicyChange.loosenings(of(BASE), of(changed(from, to))))
        .extracting(Loosening::part)
        .contains(part);
  }

  @Test
  void aConnectionThatIsGoneSendsItsProjectsElsewhere() {
    String both =
        """
        version: 1
        connections:
          - { name: a, upstream: "https://a.example.com", projects: [ "team-*" ] }
          - { name: b, upstream: "https://a.example.com", credential: other.json }
        """;
    String one = both.replaceFirst("  - \\{ name: a.*\\R", "");
    String narrow = both.replace("team-*", "team-a");

    assertThat(PolicyChange.loosenings(of(both), of(one))).isNotEmpty();
    assertThat(PolicyChange.loosenings(of(both), of(narrow))).isNotEmpty();
  }

  @Test
  void moreTagsAreALooseningWhereAConditionRelaxesByThem() {
    String relaxed =
        "version: 1\ntags: { pii: [ %s ] }\nrules: [ { name: r, when: \"%s\", then: %s } ]\n";
    for (String bad :
        List.of("!columns.exists(c, c.tagged);deny", "columns.exists(c, c.tagged);allow")) {
      String[] rule = bad.split(";");
      assertThat(
              PolicyChange.loosenings(
                  of(relaxed.formatted("a.b.c", rule[0], rule[1])),
                  of(relaxed.formatted("a.b.c, a.b.d", rule[0], rule[1]))))
          .as(bad)
          .isNotEmpty();
    }
    assertThat(
            PolicyChange.loosenings(
                of(relaxed.formatted("a.b.c", "columns.exists(c, c.tagged)", "deny")),
                of(relaxed.formatted("a.b.c, a.b.d", "columns.exists(c, c.tagged)", "deny"))))
        .isEmpty();
  }

  @Test
  void aNewRuleThatHoldsIsALooseningWhereADefaultDenies() {
    String denies = BASE.replace("access: hold", "access: deny");
    String more = "rules: [ { name: more, when: \"time.hour < 6\", then: hold }, ";

    assertThat(PolicyChange.loosenings(of(denies), of(denies.replace("rules: [ ", more))))
        .extracting(Loosening::part)
        .containsExactly("rules");
  }

  @Test
  void whatIsCalledNoLooseningNeverDecidesMilder() throws Exception {
    List<Policy> policies = new ArrayList<>();
    for (Shipped shipped : Shipped.values()) {
      policies.add(of(shipped.text()));
    }
    policies.add(TestPolicies.example());
    String example = TestPolicies.resource("example.yaml");
    policies.add(of(example.replace("50 * GiB", "10 * GiB")));
    policies.add(of(example.replace("write: hold", "write: deny")));
    policies.add(of(example.replace("read: allow ", "read: hold ")));
    policies.add(of(example.replace("gift_note\"]", "gift_note\", \"shop.orders.id\"]")));
    policies.add(of(example.replace("\"shop.*\"", "\"shop.orders\"")));
    policies.add(
        of(
            example.replace(
                "rules:\n", "rules:\n  - { name: x, when: statement.count > 0, then: deny }\n")));
    PolicyEngine engine = new PolicyEngine(System::nanoTime);
    int judged = 0;
    for (Policy before : policies) {
      for (Policy after : policies) {
        if (before == after || !PolicyChange.loosenings(before, after).isEmpty()) {
          continue;
        }
        judged++;
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
          PolicyInputs inputs = RandomInputs.next(random);
          assertThat(engine.decide(after, inputs).verdict())
              .isGreaterThanOrEqualTo(engine.decide(before, inputs).verdict());
        }
      }
    }
    assertThat(judged).isPositive();
  }

  private static String changed(String from, String to) {
    assertThat(BASE).contains(from);
    return BASE.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
  }

  private static Policy of(String text) {
    return TestPolicies.of(text);
  }
}
