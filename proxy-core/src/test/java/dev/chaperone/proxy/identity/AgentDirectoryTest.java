package dev.chaperone.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.FrameBody;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentDirectoryTest {
  @TempDir Path data;
  private IdentityFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new IdentityFixture(data);
  }

  @Test
  void theRecordedFramesAreTheTruth() throws Exception {
    String token = fixture.create("claude");
    fixture.create("gemini");
    fixture.agents.revoke("gemini");
    assertThat(fixture.recordings.systemFrames())
        .extracting(FrameBody::typeCode)
        .containsExactly("key", "agent", "agent", "agent");
    assertThat(fixture.recordings.systemFrames().toString()).doesNotContain(token);

    AgentDirectory reopened = fixture.reopened();
    assertThat(reopened.list()).isEqualTo(fixture.agents.list());
    assertThat(reopened.accepts("claude", 1)).isTrue();
    assertThat(reopened.accepts("gemini", 1)).isFalse();
    assertThat(fixture.recordings.systemFrames()).hasSize(4);
  }

  @Test
  void aGatewayOpenedOnTheSameFolderKnowsTheAgentsAndTheirTokens() throws Exception {
    String token = fixture.create("claude");
    IdentityServices services = IdentityServices.open(data, fixture.recordings, fixture.clock);
    assertThat(services.authenticator().authenticate(token).identity().agent()).isEqualTo("claude");
    services.agents().revoke("claude");
    assertThatThrownBy(() -> services.authenticator().authenticate(token))
        .isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void tokenFilesAreOwnerOnlyAndGoWithTheAgent() throws Exception {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path file = fixture.agents.create(AgentSpec.named("claude")).tokenFile();
    assertThat(file).isEqualTo(data.resolve("agents/claude.jwt"));
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(file.getParent())).isEqualTo("rwx------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
    fixture.agents.revoke("claude");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Claude", "../keys/x", ".hidden", "-rf", "a b", "a/b", "ä", "a\n", "a\u0000b"})
  void badNamesAreRefusedWithTheRule(String name) {
    assertThatThrownBy(() -> AgentSpec.named(name))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("1 to 63 characters");
    assertThatThrownBy(() -> fixture.agents.tokenFile(name)).isInstanceOf(AgentException.class);
  }

  @Test
  void namesEndAt63CharactersAndTextsAreLimited() {
    assertThat(AgentSpec.named("a".repeat(63)).name()).hasSize(63);
    assertThatThrownBy(() -> AgentSpec.named("a".repeat(64))).isInstanceOf(AgentException.class);
    Duration day = Duration.ofDays(1);
    assertThatThrownBy(() -> new AgentSpec("a", List.of(""), "", "", day))
        .isInstanceOf(AgentException.class);
    assertThatThrownBy(() -> new AgentSpec("a", List.of(), "m\u001b[2J", "", day))
        .isInstanceOf(AgentException.class);
    assertThatThrownBy(() -> new AgentSpec("a", List.of(), "", "p".repeat(201), day))
        .isInstanceOf(AgentException.class);
    assertThatThrownBy(() -> new AgentSpec("a", List.of(), "", "", Duration.ZERO))
        .isInstanceOf(AgentException.class);
    assertThatThrownBy(() -> new AgentSpec("a", List.of(), "", "", Duration.ofDays(99_999)))
        .isInstanceOf(AgentException.class);
  }

  @Test
  void aLiveNameIsNotGivenTwice() throws Exception {
    String token = fixture.create("claude");
    AgentException refusal =
        catchThrowableOfType(
            AgentException.class, () -> fixture.agents.create(AgentSpec.named("claude")));
    assertThat(refusal.code()).isEqualTo(AgentException.Code.EXISTS);
    assertThat(refusal).hasMessageContaining("chaperone agent revoke claude");
    assertThat(fixture.token("claude")).isEqualTo(token);
  }

  @Test
  void unknownAndEndedAgentsCannotBeRenewedOrRevoked() {
    assertThat(code(() -> fixture.agents.revoke("nobody"))).isEqualTo(AgentException.Code.UNKNOWN);
    assertThat(code(() -> fixture.agents.renew("nobody"))).isEqualTo(AgentException.Code.UNKNOWN);
    fixture.agents.create(AgentSpec.named("claude"));
    fixture.agents.revoke("claude");
    assertThat(code(() -> fixture.agents.renew("claude"))).isEqualTo(AgentException.Code.ENDED);
  }

  @Test
  void anAgentThatCannotBeRecordedDoesNotExist() {
    fixture.recordings.setBroken(true);
    assertThatThrownBy(() -> fixture.agents.create(AgentSpec.named("claude")))
        .isInstanceOf(RecordingException.class);
    assertThat(fixture.agents.list()).isEmpty();
    assertThat(fixture.agents.tokenFile("claude")).doesNotExist();
  }

  @Test
  void aRevocationHoldsEvenIfItCannotBeRecordedAndSaysSo() throws Exception {
    String token = fixture.create("claude");
    fixture.recordings.setBroken(true);
    assertThatThrownBy(() -> fixture.agents.revoke("claude"))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("refused from now on")
        .hasMessageContaining("Revoke it again");
    assertThatThrownBy(() -> fixture.authenticator.authenticate(token))
        .isInstanceOf(InvalidTokenException.class);
    fixture.recordings.setBroken(false);
    fixture.agents.revoke("claude");
    assertThat(fixture.recordings.agents()).allMatch(AgentRecord::revoked);
  }

  @Test
  void tokensAreRenewedInPlaceAtHalfLifeWhileTheOldOneStaysGood() throws Exception {
    String first = fixture.create("claude");
    HandRepeater repeater = new HandRepeater();
    TokenRenewer renewer = TokenRenewer.start(fixture.agents, repeater);
    fixture.clock.advance(Duration.ofMinutes(29));
    repeater.runOnce();
    assertThat(fixture.token("claude")).isEqualTo(first);
    fixture.clock.advance(Duration.ofMinutes(1));
    repeater.runOnce();
    String second = fixture.token("claude");
    assertThat(second).isNotEqualTo(first);
    assertThat(fixture.authenticator.authenticate(first).identity())
        .isEqualTo(fixture.authenticator.authenticate(second).identity());
    renewer.close();
    assertThat(repeater.active()).isZero();
  }

  @Test
  void atStartEveryStaleMissingOrSpoiltTokenFileIsMadeGood() throws Exception {
    fixture.create("stale");
    fixture.create("missing");
    fixture.create("spoilt");
    fixture.create("ended");
    fixture.agents.revoke("ended");
    fixture.clock.advance(Duration.ofHours(5));
    Files.delete(fixture.agents.tokenFile("missing"));
    Files.writeString(fixture.agents.tokenFile("spoilt"), "garbage");
    try (TokenRenewer renewer = TokenRenewer.start(fixture.agents, new HandRepeater())) {
      for (String name : List.of("stale", "missing", "spoilt")) {
        assertThat(fixture.authenticator.authenticate(fixture.token(name)).identity().agent())
            .isEqualTo(name);
      }
      assertThat(fixture.agents.tokenFile("ended")).doesNotExist();
    }
  }

  @Test
  void noTokenOutlivesItsAgentAndTheLastOneIsNotRewrittenForEver() throws Exception {
    fixture.agents.create(new AgentSpec("short", List.of(), "", "", Duration.ofMinutes(40)));
    String only = fixture.token("short");
    HandRepeater repeater = new HandRepeater();
    try (TokenRenewer renewer = TokenRenewer.start(fixture.agents, repeater)) {
      fixture.clock.advance(Duration.ofMinutes(35));
      repeater.runOnce();
      assertThat(fixture.token("short")).isEqualTo(only);
      fixture.clock.advance(Duration.ofMinutes(10));
      repeater.runOnce();
      assertThat(fixture.token("short")).isEqualTo(only);
    }
  }

  @Test
  void oneAgentThatCannotBeRenewedDoesNotStopTheOthers() throws Exception {
    fixture.create("a");
    String before = fixture.create("b");
    Path file = fixture.agents.tokenFile("a");
    Files.delete(file);
    Files.createDirectory(file);
    Files.createFile(file.resolve("in-the-way"));
    HandRepeater repeater = new HandRepeater();
    try (TokenRenewer renewer = TokenRenewer.start(fixture.agents, repeater)) {
      fixture.clock.advance(Duration.ofMinutes(31));
      repeater.runOnce();
      assertThat(fixture.token("b")).isNotEqualTo(before);
    }
  }

  private static AgentException.Code code(org.assertj.core.api.ThrowableAssert.ThrowingCallable c) {
    return catchThrowableOfType(AgentException.class, c).code();
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
