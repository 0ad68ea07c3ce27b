package dev.chaperone.app.cli;

import static dev.chaperone.app.cli.AgentCommandsTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.app.host.Parts;
import dev.chaperone.app.host.ServeSettings;
import dev.chaperone.app.support.FakeApprovals;
import dev.chaperone.app.support.FakeGatewayParts;
import dev.chaperone.app.support.SampleHolds;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.proxy.operator.OperatorAuth;
import dev.chaperone.proxy.operator.SignInProvider;
import dev.chaperone.proxy.testing.FakeIssuer;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.Decider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person at a terminal, and a script, do to be told from an agent. */
class OperatorCommandsTest {
  private static final String GOOD = "plum harbour wicket";
  private static final String OTHER = "copper lantern fjord";

  @TempDir Path home;
  private final FakeApprovals approvals = new FakeApprovals();
  private final Parts parts = new FakeGatewayParts(approvals);
  private DataFolder data;

  @BeforeEach
  void prepare() throws IOException {
    data = new DataFolder(home.resolve("data"));
    data.create();
    Files.createFile(data.lockFile());
    try (Recordings recordings = parts.openStore(data)) {
      SampleHolds.pending(recordings.recorder(), "hold_a1", "SELECT 1");
    }
  }

  private GatewayHost gateway() throws IOException {
    return gateway(
        new ServeSettings(data, 0, 0, URI.create("http://127.0.0.1:9"), "none", Set.of()));
  }

  private GatewayHost gateway(ServeSettings settings) throws IOException {
    Door door = new Door(data, parts, "serve", Clock.systemUTC(), Duration.ofSeconds(10));
    return GatewayHost.start(door.own(), door.record(), settings, parts, Map.of());
  }

  private CliRun person(String... types) {
    return new CliRun(home).typing(types);
  }

  private CliRun.Result run(CliRun cli, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    return cli.run(all.toArray(String[]::new));
  }

  private void setPassphrase() {
    CliRun.Result set = run(person(GOOD, GOOD), "operator", "set-passphrase");
    assertThat(set.exit()).as(set.err()).isZero();
    assertThat(set.out() + set.err()).doesNotContain(GOOD);
  }

  @Test
  void aPassphraseSetOnARunningGatewayProtectsItAtOnce() throws IOException {
    try (GatewayHost host = gateway()) {
      assertThat(run(person(), "agent", "add", "first").exit()).isZero();
      assertThat(run(person(), "doctor").out()).contains("unprotected", "set-passphrase");
      setPassphrase();

      assertFails(run(person(), "agent", "add", "second"), Exit.OPERATOR, "only an operator");
      assertFails(run(person(), "agent", "revoke", "first"), Exit.OPERATOR, "only an operator");
      assertFails(run(person(), "holds", "approve", "last"), Exit.OPERATOR, "only an operator");
      assertFails(run(person(), "holds", "deny", "last"), Exit.OPERATOR, "only an operator");
      assertThat(approvals.decisions).isEmpty();
      assertThat(host.console().agents()).hasSize(1);
      assertThat(run(person(), "holds", "list").out()).contains("hold_a1");
      assertThat(run(person(), "agent", "list").out()).contains("first");
      assertThat(run(person(), "doctor").out()).contains("protected: governing asks");
      assertThat(run(person(), "doctor", "--json").json().path("operator_unprotected").asBoolean())
          .isFalse();
    }
  }

  @Test
  void aPersonIsAskedWhenItIsNeededAndForThatCommandOnly() throws IOException {
    try (GatewayHost host = gateway()) {
      setPassphrase();
      CliRun once = person("a slip of the hand", GOOD);
      CliRun.Result approved = run(once, "holds", "approve", "last");
      assertThat(approved.exit()).as(approved.err()).isZero();
      assertThat(once.questions()).hasSize(2);
      assertThat(approved.err()).contains("that is not the passphrase");
      assertThat(approvals.decisions).hasSize(1).first().isInstanceOf(HoldDecision.Approve.class);
      Decider by = approvals.deciders.getLast();
      assertThat(by.how()).isEqualTo(Decider.How.OPERATOR_SESSION);
      assertThat(by.proof()).isEqualTo("passphrase");
      assertThat(by.session()).startsWith("op_");

      assertFails(run(person(), "holds", "deny", "last"), Exit.OPERATOR, "only an operator");
      assertThat(host.console().operator().session()).isEmpty();
    }
  }

  @Test
  void aScriptTakesThePassphraseFromStandardInput() throws IOException {
    try (GatewayHost host = gateway()) {
      setPassphrase();
      CliRun.Result added =
          run(
              new CliRun(home).reading(GOOD + "\n"),
              "agent",
              "add",
              "coder",
              "--passphrase-stdin",
              "--json");
      assertThat(added.exit()).as(added.err()).isZero();
      assertThat(added.json().path("agent").asText()).isEqualTo("coder");
      assertFails(
          run(
              new CliRun(home).reading("wrong one\n"),
              "agent",
              "revoke",
              "coder",
              "--passphrase-stdin"),
          Exit.OPERATOR,
          "not the passphrase");
      assertThat(host.console().agents().getFirst().revoked()).isFalse();
    }
  }

  @Test
  void afterALoginCommandsFollowWithoutAskingAgain() throws IOException {
    try (GatewayHost host = gateway()) {
      setPassphrase();
      CliRun.Result session =
          run(
              new CliRun(home)
                  .reading(
                      GOOD
                          + "\nholds list\n./chaperone holds deny last --reason 'too much'\n"
                          + "agent add coder\noperator status\nserve\nexit\nagent add never\n"),
              "operator",
              "login",
              "--passphrase-stdin");
      assertThat(session.exit()).as(session.err()).isEqualTo(Exit.USAGE);
      assertThat(session.out())
          .contains("hold_a1", "Created the agent coder", "unlocked by")
          .doesNotContain("never");
      assertThat(session.err()).contains("serve has a command line of its own");
      assertThat(approvals.decisions).containsExactly(new HoldDecision.Deny("hold_a1", "too much"));
      assertThat(host.console().agents()).hasSize(1);
      assertFails(run(person(), "agent", "add", "third"), Exit.OPERATOR, "only an operator");
      CliRun thrice = person("no", "no", "no", GOOD);
      assertThat(run(thrice, "operator", "login").exit()).isEqualTo(Exit.OPERATOR);
      assertThat(thrice.questions()).hasSize(3);
    }
  }

  @Test
  void withoutAGatewayTheFolderItselfAsks() throws IOException {
    setPassphrase();
    assertFails(run(person(), "agent", "add", "coder"), Exit.OPERATOR, "only an operator");
    assertThat(run(person(GOOD), "agent", "add", "coder").exit()).isZero();
    assertFails(run(person(GOOD), "operator", "login"), Exit.NOT_RUNNING, "chaperone serve");
  }

  @Test
  void changingItNeedsTheOldOneAndTheNewOneTwice() {
    setPassphrase();
    assertFails(
        run(person("not this one", OTHER, OTHER), "operator", "set-passphrase"),
        Exit.OPERATOR,
        "not the passphrase");
    assertFails(
        run(person(GOOD, OTHER, OTHER + "?"), "operator", "set-passphrase"),
        Exit.USAGE,
        "not the same");
    assertFails(
        run(person(GOOD, "short", "short"), "operator", "set-passphrase"),
        Exit.USAGE,
        "at least 12 characters");
    assertThat(run(person(GOOD, OTHER, OTHER), "operator", "set-passphrase").exit()).isZero();
    assertFails(
        run(new CliRun(home).reading(GOOD + "\n"), "agent", "add", "coder", "--passphrase-stdin"),
        Exit.OPERATOR,
        "not the passphrase");
    assertThat(run(person(OTHER), "agent", "add", "coder").exit()).isZero();
  }

  @Test
  void aResetNeedsTheFolderForItselfAndIsToldAfterwards() throws IOException {
    setPassphrase();
    try (GatewayHost host = gateway()) {
      assertFails(run(person(), "operator", "reset", "--yes"), Exit.FOLDER_IN_USE, "end it first");
      assertThat(host.console().operator().state().name()).isEqualTo("LOCKED");
    }
    assertFails(run(person(), "operator", "reset"), Exit.USAGE, "--yes");
    assertThat(run(person(), "operator", "reset", "--yes").exit()).isZero();
    assertThat(run(person(), "agent", "add", "coder").exit()).isZero();
    setPassphrase();
    assertThat(run(person(), "doctor").out()).contains("the passphrase was reset at");
    assertThat(run(person(), "verify").exit()).isZero();
  }

  @Test
  void whereOperatorsSignInACommandShowsTheBrowserAndTakesWhatItBrings() throws Exception {
    try (FakeIssuer issuer = new FakeIssuer();
        GatewayHost host = gateway(signingInAt(issuer, "ada@example.org"))) {
      CliRun.Result approved =
          run(person().browsing(FakeIssuer::browse), "holds", "approve", "last");
      assertThat(approved.exit()).as(approved.err()).isZero();
      assertThat(approved.err()).contains(issuer.issuer() + "/authorize?");
      Decider by = approvals.deciders.getLast();
      assertThat(by.identity()).isEqualTo("ada@example.org");
      assertThat(by.proof()).isEqualTo("oidc");
      CliRun.Result session =
          run(
              person().browsing(FakeIssuer::browse).reading("agent add coder\nexit\n"),
              "operator",
              "login");
      assertThat(session.out()).contains("Created the agent coder");
      assertThat(session.err()).contains("unlocked by ada@example.org");
      assertThat(issuer.authorizations).hasSize(2);

      issuer.claims = claims -> claims.claim("email", "mallory@example.org");
      assertFails(
          run(person().browsing(FakeIssuer::browse), "operator", "set-passphrase"),
          Exit.USAGE,
          "sign in");
      CliRun.Result refused =
          run(person().browsing(FakeIssuer::browse), "agent", "revoke", "coder");
      assertThat(refused.exit()).isEqualTo(Exit.OPERATOR);
      assertThat(refused.err()).contains("no operator of this gateway");
      assertThat(host.console().agents().getFirst().revoked()).isFalse();
    }
  }

  private ServeSettings signingInAt(FakeIssuer issuer, String operator) {
    return new ServeSettings(
        data,
        0,
        0,
        URI.create("http://127.0.0.1:9"),
        "none",
        Set.of(),
        ServeSettings.USUAL_POLICY,
        true,
        new OperatorAuth(
            OperatorAuth.Mode.AUTO,
            Optional.of(
                new SignInProvider(
                    URI.create(issuer.issuer()), FakeIssuer.CLIENT, Set.of(operator)))));
  }

  @Test
  void statusSaysHowItIsAndWhatToDo() throws IOException {
    assertThat(run(person(), "operator", "status").out()).contains("operator set-passphrase");
    setPassphrase();
    assertThat(run(person(), "operator", "status", "--json").json().path("state").asText())
        .isEqualTo("locked");
    Files.delete(data.root().resolve("keys/operator.json"));
    assertThat(run(person(), "operator", "status", "--json").json().path("state").asText())
        .isEqualTo("refusing");
    CliRun.Result doctor = run(person(), "doctor");
    assertThat(doctor.exit()).isEqualTo(Exit.FAILED);
    assertThat(doctor.out()).contains("FAULT", "is gone");
  }
}
