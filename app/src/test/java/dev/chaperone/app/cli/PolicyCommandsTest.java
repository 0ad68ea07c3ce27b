package dev.chaperone.app.cli;

import static dev.chaperone.app.cli.AgentCommandsTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.ServeSettings;
import dev.chaperone.proxy.gateway.Overrides;
import dev.chaperone.proxy.policy.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PolicyCommandsTest {
  @TempDir Path home;
  private CliRun cli;

  @BeforeEach
  void prepare() {
    cli = new CliRun(home);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text);
  }

  @Test
  void checkIsContentWithAGoodPolicy() throws IOException {
    CliRun.Result checked =
        cli.run("policy", "check", file("team.yaml", Shipped.STRICT.text()).toString());
    assertThat(checked.exit()).as(checked.err()).isZero();
    assertThat(checked.out()).contains("is well");
    assertThat(cli.run("policy", "check", "balanced").exit()).isZero();
  }

  @Test
  void checkSaysThatSealedNeedsAReviewersKey() throws IOException {
    Path sealed =
        file("sealed.yaml", "version: 1\nrecording:\n  - { when: true, level: sealed }\n");
    CliRun.Result checked = cli.run("policy", "check", sealed.toString());
    assertThat(checked.exit()).isZero();
    assertThat(checked.out())
        .contains("sealed.yaml:3:", "'sealed' needs a reviewer's key", "reviewer create");
    Path full = file("full.yaml", "version: 1\nrecording:\n  - { when: true, level: full }\n");
    assertThat(cli.run("policy", "check", full.toString()).out()).doesNotContain("reviewer");
  }

  @Test
  void checkNamesEachProblemWithItsPlace() throws IOException {
    Path bad = file("bad.yaml", "nonsense: 1\nmore: 2\n");
    CliRun.Result checked = cli.run("policy", "check", bad.toString());
    assertThat(checked.exit()).isEqualTo(Exit.FAILED);
    assertThat(checked.out().lines())
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(line -> line.startsWith(bad + ":"))
        .anyMatch(line -> line.startsWith(bad + ":2:1: "));
    CliRun.Result missing = cli.run("policy", "check", home.resolve("none.yaml").toString());
    assertThat(missing.exit()).isEqualTo(Exit.FAILED);
    assertThat(missing.out()).contains("none.yaml:1:1: There is no such file.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"observe", "balanced", "strict"})
  void shippedPoliciesPassTheirExamples(String name) {
    CliRun.Result tested = cli.run("policy", "test", name);
    assertThat(tested.exit()).as(tested.out()).isZero();
    assertThat(tested.out()).contains("ok  ", "examples hold.").doesNotContain("FAILED");
  }

  @Test
  void anExampleThatDoesNotHoldFailsAndSaysWhere() throws IOException {
    Path policy = file("team.yaml", Shipped.OBSERVE.text());
    assertFails(
        cli.run("policy", "test", policy.toString()), Exit.FAILED, "team.tests.yaml:1:1: There is");
    file(
        "team.tests.yaml",
        """
        tests:
          - name: reading is denied
            expect: { decision: deny }
        """);
    CliRun.Result tested = cli.run("policy", "test", policy.toString());
    assertThat(tested.exit()).isEqualTo(Exit.FAILED);
    assertThat(tested.out())
        .contains(
            "FAILED  reading is denied",
            "team.tests.yaml:2:5: expected deny, got allow",
            "0 of 1 examples hold.");
  }

  @Test
  void serveIsRefusedWithABrokenPolicyAndItsProblems() throws IOException {
    Path bad = file("bad.yaml", "nonsense: 1\nmore: 2\n");
    String data = home.resolve("data").toString();
    CliRun.Result refused = cli.run("serve", "--data", data, "--policy", bad.toString());
    assertThat(refused.exit()).isEqualTo(Exit.FAILED);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().lines())
        .anyMatch(line -> line.startsWith(bad + ":1:1: "))
        .anyMatch(line -> line.startsWith(bad + ":2:1: "));
    assertThat(refused.err()).doesNotContain("\tat ");
    assertFails(
        cli.run("serve", "--data", data, "--policy", "observed"), Exit.FAILED, "observed:1:1: ");
    assertFails(
        cli.run("serve", "--data", data, "--sql-analysis", "best"), Exit.USAGE, "auto or lexer");
    assertThat(Files.exists(Path.of(data))).isFalse();
  }

  @Test
  void serveCarriesThePolicyAndTheAnalysisOfSql() {
    assertThat(settings().policy()).isEqualTo("balanced");
    assertThat(settings().lexerOnly()).isFalse();
    assertThat(settings("--policy", "strict", "--sql-analysis", "auto").policy())
        .isEqualTo("strict");
    assertThat(settings("--sql-analysis", "lexer").lexerOnly()).isTrue();
  }

  @Test
  void onlyWhatIsNamedGoesBeforeThePolicysConnections() {
    assertThat(settings().overrides()).isEqualTo(Overrides.NONE);
    assertThat(settings().upstream()).hasToString("https://bigquery.googleapis.com");
    assertThat(settings().credentials()).isEqualTo("adc");
    ServeSettings upstream = settings("--upstream", "http://127.0.0.1:9");
    assertThat(upstream.overrides()).isEqualTo(new Overrides(true, false));
    assertThat(upstream.upstream()).hasToString("http://127.0.0.1:9");
    assertThat(settings("--credentials", "none").overrides()).isEqualTo(new Overrides(false, true));
  }

  private ServeSettings settings(String... arguments) {
    GatewayOptions options = new GatewayOptions();
    new CommandLine(new Holder(options)).parseArgs(arguments);
    return options.settings(new DataFolder(home));
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin GatewayOptions options) {}
}
