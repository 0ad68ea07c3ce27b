package dev.chaperone.proxy.policy.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.PolicyProblem;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.budget.Measure;
import dev.chaperone.proxy.policy.model.MaskingMethod;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.testing.TestPolicies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyLoaderTest {
  private final PolicyLoader loader = new PolicyLoader();

  @Test
  void theExampleLoadsWithEveryPart() throws Exception {
    Policy policy = TestPolicies.example();

    assertThat(policy.connections()).extracting(c -> c.name()).containsExactly("default");
    assertThat(policy.reach()).hasSize(2);
    assertThat(policy.defaults().access()).isEqualTo(Verdict.DENY);
    assertThat(policy.foreignJobs()).isEqualTo(Verdict.DENY);
    assertThat(policy.price().usdPerTib()).isEqualTo(6.25);
    assertThat(policy.holdExpires()).isEqualTo(Duration.ofMinutes(15));
    assertThat(policy.tags()).singleElement().satisfies(t -> assertThat(t.columns()).hasSize(4));
    assertThat(policy.rules())
        .extracting(r -> r.name())
        .containsExactly("no-drops", "expensive", "wide-exposure", "analysts-only");
    assertThat(policy.masking())
        .singleElement()
        .satisfies(m -> assertThat(m.masking().method()).isEqualTo(MaskingMethod.REDACT));
    assertThat(policy.detectors()).hasSize(2);
    assertThat(policy.recording()).hasSize(1);
    assertThat(policy.retention().denied()).isEqualTo(Duration.ofDays(365));
    assertThat(policy.budgets()).hasSize(2);
    assertThat(policy.budgets().getFirst().limits().get(Measure.BYTES)).hasValue(2L << 40);
  }

  @Test
  void theShortestPolicyIsTheBuiltInDefaults() throws Exception {
    Policy policy = loader.load("p.yaml", "version: 1\n");

    assertThat(policy.rules()).isEmpty();
    assertThat(policy.defaults().unknown()).isEqualTo(Verdict.HOLD);
    assertThat(policy.foreignJobs()).isEqualTo(Verdict.DENY);
  }

  @Test
  void anUnknownKeyIsAnErrorWithItsPlaceAndTheKeyThatWasMeant() {
    assertProblem("version: 1\nruls: []\n", "p.yaml:2:1: There is no key 'ruls'", "'rules'");
    assertProblem(
        "version: 1\nrules:\n  - { name: a, when: true, then: deny, reson: x }\n",
        "p.yaml:3:40: There is no key 'reson' in a rule.",
        "'reason'");
  }

  @Test
  void everyMistakeIsToldAtOnceInTheOrderOfTheFile() {
    List<PolicyProblem> problems =
        problems(
            """
            version: 1
            foreign_jobs: allow
            rules:
              - { name: a, when: "estimate.byts > 1", then: hold }
              - { name: b, when: "true", then: hld }
              - { name: a, when: "true", then: hold }
            budgets:
              - { name: x, per: agent, window: 24 hours, rows: 1, then: hold }
            """);

    assertThat(problems).extracting(p -> p.place().line()).containsExactly(2, 4, 5, 8);
    assertThat(problems.get(1).toString())
        .isEqualTo("p.yaml:4:31: There is no input 'byts' here. Did you mean 'bytes'?");
    assertThat(problems.get(2).remedy()).contains("'hold'");
    assertThat(problems.get(3).remedy()).contains("15m");
  }

  @Test
  void whatIsNotUnderstoodCannotBeAllowed() {
    assertProblem("version: 1\ndefaults: { unknown: allow }\n", "p.yaml:2:22", "hold, deny");
  }

  @Test
  void mistakesInConditionsAreFoundInEveryStyleOfScalar() {
    String head = "version: 1\nrules:\n  - name: a\n    then: hold\n    when: ";
    assertProblem(head + "estimate.byts > 1", "p.yaml:5:19:", "bytes");
    assertProblem(head + "'estimate.byts > 1'", "p.yaml:5:20:", "bytes");
    assertProblem(
        head + "\"agent.name == \\\"x\\\" && estimate.byts > 1\"", "p.yaml:5:43:", "bytes");
    assertProblem(
        head + "|\n      agent.name == 'x' &&\n      estimate.byts > 1\n", "p.yaml:7:15:", "bytes");
    assertProblem(
        head + ">-\n      agent.name == 'x' &&\n      estimate.byts > 1\n",
        "p.yaml:7:15:",
        "bytes");
    assertProblem(
        head + "agent.name == 'ünï' &&\n      estimate.byts > 1\n", "p.yaml:6:15:", "bytes");
  }

  @Test
  void brokenYamlSaysWhereItBreaks() {
    assertProblem("version: 1\nrules: [\n", "p.yaml:3:1: This is no YAML", "brackets");
    assertProblem("version: 1\nversion: 1\n", "p.yaml:2:1: The key 'version' stands twice", "one");
    assertProblem("", "p.yaml:1:1: The file is empty", "version: 1");
    assertProblem("- a\n", "p.yaml:1:1: Here the policy is expected", "version");
    assertProblem("version: 2\n", "p.yaml:1:10: This is version 2", "newer");
    assertProblem("version: 1\nrules: &a []\n", "p.yaml:2:8: Anchors", "Write the value out");
    assertProblem("version: 1\nrules: !!java.net.URL []\n", "p.yaml:2:8", "Leave it out");
    assertProblem("version: 1\n---\nversion: 1\n", "p.yaml:2:1", "");
    assertProblem("[".repeat(100_000), "p.yaml:1:", "");
  }

  @Test
  void numbersAndListsWhereTextBelongsAreErrors() {
    assertProblem(
        "version: 1\nrules: [{ name: 12, when: true, then: hold }]\n", "p.yaml:2:17", "quotes");
    assertProblem("version: 1\ntags: { pii: [shop.email] }\n", "p.yaml:2:15", "no column");
    assertProblem("version: 1\ntags: { pii: [] }\n", "p.yaml:2:14", "at least one");
    assertProblem("version: 1\nreach: [{ datasets: [a] }]\n", "p.yaml:2:9", "agents");
    assertProblem("version: 1\nmasking: [{ tag: x, method: null }]\n", "no tag 'x'", "tags");
    assertProblem("version: 1\nprice: { usd_per_tib: -1 }\n", "p.yaml:2:23", "6.25");
    assertProblem(
        "version: 1\ndetectors: [{ type: pattern, method: redact, regex: '(?=a)' }]\n",
        "p.yaml:2:53: This is no regular expression",
        "RE2");
  }

  @Test
  void theMethodNullMayBeWrittenWithoutQuotes() throws Exception {
    Policy policy =
        loader.load(
            "p.yaml", "version: 1\ntags: { t: [a.b.c] }\nmasking: [{ tag: t, method: null }]\n");

    assertThat(policy.masking().getFirst().masking().method()).isEqualTo(MaskingMethod.NULL);
  }

  @Test
  void anUpstreamThatWouldSendTheCredentialInClearIsRefused() {
    String form = "version: 1\nconnections: [{ name: a, upstream: \"%s\" }]\n";
    assertProblem(form.formatted("http://example.com"), "p.yaml:2:36", "https");
    assertProblem(form.formatted("https://u:secret@example.com"), "p.yaml:2:36", "https");
    assertThat(problems(form.formatted("https://u:secret@example.com")).toString())
        .doesNotContain("secret");
  }

  @Test
  void aFileThatCannotBeReadIsAProblemWithItsName(@TempDir Path folder) throws Exception {
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, new byte[] {'v', ':', ' ', (byte) 0xFC});

    assertThat(
            catchThrowableOfType(
                PolicyException.class, () -> loader.load(folder.resolve("none.yaml"))))
        .hasMessageContaining("none.yaml:1:1: There is no such file");
    assertThat(catchThrowableOfType(PolicyException.class, () -> loader.load(latin)))
        .hasMessageContaining("UTF-8");
  }

  private void assertProblem(String text, String contains, String remedy) {
    List<PolicyProblem> problems = problems(text);
    assertThat(problems).isNotEmpty();
    assertThat(problems.getFirst().toString()).contains(contains).contains(remedy);
  }

  private List<PolicyProblem> problems(String text) {
    PolicyException thrown =
        catchThrowableOfType(PolicyException.class, () -> loader.load("p.yaml", text));
    assertThat(thrown).as(text).isNotNull();
    return thrown.problems();
  }
}
