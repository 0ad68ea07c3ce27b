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
import dev.chaperone.app.support.SampleFrames;
import dev.chaperone.proxy.seal.ReviewerKey;
import dev.chaperone.proxy.seal.Sealer;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reviewer's key from making it to opening what was sealed for it, by the command line. */
@Timeout(120)
class ReviewerCommandsTest {
  private static final String OPERATOR = "plum harbour wicket";
  private static final String REVIEWER = "copper lantern fjord";
  private static final SessionId SESSION = new SessionId("s-one");

  @TempDir Path home;
  private final Parts parts = new FakeGatewayParts(new FakeApprovals());
  private DataFolder data;
  private Path key;

  @BeforeEach
  void prepare() throws IOException {
    data = new DataFolder(home.resolve("data"));
    data.create();
    Files.createFile(data.lockFile());
    key = home.resolve("reviewer.key");
  }

  private CliRun person(String... types) {
    return new CliRun(home).typing(types);
  }

  private CliRun.Result run(CliRun cli, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    return cli.run(all.toArray(String[]::new));
  }

  private String create() throws IOException {
    CliRun.Result made =
        run(
            person(REVIEWER, REVIEWER),
            "reviewer",
            "create",
            "--out",
            key.toString(),
            "--name",
            "rita",
            "--json");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out() + made.err()).doesNotContain(REVIEWER);
    return made.json().path("public_key").asText();
  }

  /** A session in which each exchange has a sealed original: pairs of exchange and text. */
  private void seal(String publicKey, String... originals) throws Exception {
    try (Recordings recordings = parts.openStore(data)) {
      SampleFrames.open(recordings.recorder(), SESSION);
      for (int i = 0; i < originals.length; i += 2) {
        ExchangeId id = new ExchangeId(originals[i]);
        byte[] plain = originals[i + 1].getBytes(StandardCharsets.UTF_8);
        FrameBody.Sealed sealed =
            new Sealer(ReviewerKey.parse(publicKey), id).seal(plain, plain.length, true);
        recordings
            .recorder()
            .record(new FrameDraft(SESSION, Optional.of(id), Optional.empty(), sealed));
      }
    }
  }

  private CliRun.Result unseal(CliRun cli, String... more) {
    List<String> all = new ArrayList<>(List.of("sessions", "unseal", SESSION.value()));
    all.addAll(List.of(more));
    all.addAll(List.of("--key", key.toString()));
    return run(cli, all.toArray(String[]::new));
  }

  private List<FrameBody> system() {
    try (Recordings recordings = parts.openStore(data)) {
      List<Frame> frames = new ArrayList<>();
      recordings.frames(SessionId.SYSTEM, 1, frames::add);
      return frames.stream().flatMap(f -> f.body().stream()).toList();
    }
  }

  private List<String> deeds() {
    return system().stream()
        .filter(b -> b instanceof FrameBody.Note n && n.type() == FrameType.OPERATOR)
        .map(b -> ((FrameBody.Note) b).values())
        .filter(v -> v.containsKey("deed"))
        .map(v -> v.get("deed") + " " + v.get("subject"))
        .toList();
  }

  @Test
  void whatIsSealedForAKeyOpensWithItAndEachOpeningIsOnRecord() throws Exception {
    String publicKey = create();
    String id = ReviewerKey.parse(publicKey).id();
    CliRun.Result listed = run(person(), "reviewer", "list");
    assertThat(listed.out()).contains(id, publicKey, "rita", "used");
    seal(publicKey, "x1", "{\"secret\":\"ada\"}", "x2", "{\"secret\":\"grace\"}");

    CliRun.Result one = unseal(person(REVIEWER), "x2");
    assertThat(one.exit()).as(one.err()).isZero();
    assertThat(one.out()).isEqualTo("{\"secret\":\"grace\"}" + System.lineSeparator());
    CliRun.Result all = unseal(person(REVIEWER));
    assertThat(all.out()).contains("ada", "grace");
    assertThat(deeds())
        .filteredOn(deed -> deed.startsWith("open-sealed"))
        .containsExactly(
            "open-sealed session s-one request x2 key " + id,
            "open-sealed session s-one request x1 key " + id,
            "open-sealed session s-one request x2 key " + id);
    assertThat(system()).contains(new FrameBody.KeyChange(id, "reviewer", "used"));

    assertThat(run(person(), "reviewer", "remove").exit()).isZero();
    assertThat(run(person(), "reviewer", "list").out()).contains("No reviewer's key", "removed");
    assertThat(unseal(person(REVIEWER), "x1").out()).contains("ada");
  }

  @Test
  void theWrongPassphraseAndTheWrongKeyOpenNothing() throws Exception {
    String publicKey = create();
    seal(publicKey, "x1", "{\"secret\":\"ada\"}");
    CliRun.Result wrong = unseal(person("some other words"));
    assertThat(wrong.exit()).isNotZero();
    assertThat(wrong.err()).contains("not the passphrase");
    assertThat(wrong.out()).doesNotContain("ada");
    assertThat(deeds()).noneMatch(deed -> deed.startsWith("open-sealed"));

    key = home.resolve("other.key");
    create();
    CliRun.Result other = unseal(person(REVIEWER));
    assertThat(other.exit()).isNotZero();
    assertThat(other.err()).contains("sealed for the key");
    assertThat(other.out()).doesNotContain("ada");
  }

  @Test
  void onlyAnOperatorChoosesTheKeyAndOpens() throws Exception {
    String publicKey = create();
    seal(publicKey, "x1", "{\"secret\":\"ada\"}");
    Door door = new Door(data, parts, "serve", Clock.systemUTC(), Duration.ofSeconds(10));
    ServeSettings settings =
        new ServeSettings(data, 0, 0, URI.create("http://127.0.0.1:9"), "none", Set.of());
    try (GatewayHost host =
        GatewayHost.start(door.own(), door.record(), settings, parts, Map.of())) {
      assertThat(host.console().reviewers().isReady()).isTrue();
      assertThat(run(person(OPERATOR, OPERATOR), "operator", "set-passphrase").exit()).isZero();

      assertFails(run(person(), "reviewer", "remove"), Exit.OPERATOR, "only an operator");
      assertFails(run(person(), "reviewer", "use", publicKey), Exit.OPERATOR, "only an operator");
      CliRun.Result refused = unseal(person(REVIEWER));
      assertFails(refused, Exit.OPERATOR, "only an operator");
      assertThat(refused.out()).doesNotContain("ada");
      assertThat(host.console().reviewers().isReady()).isTrue();

      CliRun.Result opened = unseal(person(REVIEWER, OPERATOR));
      assertThat(opened.exit()).as(opened.err()).isZero();
      assertThat(opened.out()).contains("ada");
      assertThat(run(person(OPERATOR), "reviewer", "remove").exit()).isZero();
      assertThat(host.console().reviewers().isReady()).isFalse();
    }
  }

  @Test
  void thePrivateKeyIsNeverInTheDataFolderAndDoctorNamesOneThatSomebodyPutThere() throws Exception {
    CliRun.Result inside =
        run(
            person(REVIEWER, REVIEWER),
            "reviewer",
            "create",
            "--out",
            data.root().resolve("reviewer.key").toString());
    assertFails(inside, Exit.USAGE, "must not lie in the data folder");
    create();
    String sealed =
        dev.chaperone.app.json.Json.MAPPER
            .readTree(Files.readString(key))
            .path("private_key")
            .asText();
    assertThat(sealed).hasSizeGreaterThan(60);
    try (Stream<Path> files = Files.walk(data.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(sealed);
      }
    }
    assertThat(run(person(), "doctor").out()).doesNotContain("private key lies");
    Files.copy(key, data.root().resolve("copy"));
    CliRun.Result doctor = run(person(), "doctor");
    assertThat(doctor.exit()).isEqualTo(Exit.FAILED);
    assertThat(doctor.out()).contains("private key lies in the data folder", "copy");
  }

  @Test
  void aKeyMadeElsewhereIsTakenIntoUseByItsPublicKey() throws Exception {
    CliRun.Result made =
        run(
            person(REVIEWER, REVIEWER),
            "reviewer",
            "create",
            "--only-make",
            "--out",
            key.toString(),
            "--json");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(run(person(), "reviewer", "list").out()).contains("No reviewer's key is in use");
    String publicKey = made.json().path("public_key").asText();
    assertThat(run(person(), "reviewer", "use", publicKey).exit()).isZero();
    assertThat(run(person(), "reviewer", "list", "--json").json().path("public_key").asText())
        .isEqualTo(publicKey);
    CliRun.Result bad = run(person(), "reviewer", "use", "x25519:nonsense");
    assertThat(bad.exit()).isNotZero();
    assertThat(run(person(), "reviewer", "list", "--json").json().path("public_key").asText())
        .isEqualTo(publicKey);
  }
}
