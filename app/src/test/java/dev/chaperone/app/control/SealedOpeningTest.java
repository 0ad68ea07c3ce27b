package dev.chaperone.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.app.support.SampleFrames;
import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.SealedOriginal;
import dev.chaperone.proxy.operator.OperatorAuth;
import dev.chaperone.proxy.operator.OperatorGuard;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sealed reaches a console only by an opening that is on record. */
@Timeout(60)
class SealedOpeningTest {
  private static final SessionId SESSION = new SessionId("s-one");
  private static final ExchangeId X = new ExchangeId("x1");
  private static final ExchangeId Y = new ExchangeId("x2");
  private static final String PASSPHRASE = "plum harbour wicket";

  @TempDir Path data;
  private final InMemoryRecordings recordings = new InMemoryRecordings();
  private OperatorGuard guard;
  private LocalConsole local;
  private Optional<ControlServer> server = Optional.empty();
  private final List<Console> open = new ArrayList<>();
  private Path socketFolder;

  @BeforeEach
  void prepare() throws Exception {
    guard = OperatorGuard.open(data, recordings, OperatorAuth.AUTO, "ada", Clock.systemUTC());
    local = consoleOf("window");
    SampleFrames.open(recordings, SESSION);
    for (int i = 0; i < 30; i++) {
      piece(X, i * 100_000L, "x".repeat(100_000), i == 29);
      piece(Y, i * 3L, "yyy", i == 29);
    }
  }

  private LocalConsole consoleOf(String place) {
    return new LocalConsole(
        recordings,
        new NoDesk(),
        ApprovalDesk.none(),
        () -> {
          throw new IllegalStateException("not in this test");
        },
        guard.seat(place));
  }

  @AfterEach
  void close() throws Exception {
    open.forEach(Console::close);
    local.close();
    if (server.isPresent()) {
      server.get().close();
    }
    if (socketFolder != null) {
      try (Stream<Path> files = Files.list(socketFolder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(socketFolder);
    }
  }

  private Console console(boolean remote) throws Exception {
    if (!remote) {
      return local;
    }
    socketFolder = Files.createTempDirectory("seal");
    Path socket = socketFolder.resolve("s");
    server = Optional.of(ControlServer.start(() -> consoleOf("control socket"), socket));
    Console console = RemoteConsole.attach(socket);
    open.add(console);
    return console;
  }

  private void piece(ExchangeId exchange, long offset, String secret, boolean last) {
    recordings.append(
        new FrameDraft(
            SESSION,
            Optional.of(exchange),
            Optional.empty(),
            new FrameBody.Sealed(offset, "rk_1", "e", Blob.utf8(secret), last)));
  }

  private List<Map<String, String>> openings() {
    return recordings.bodies(FrameBody.Note.class).stream()
        .filter(note -> note.type() == FrameType.OPERATOR)
        .map(FrameBody.Note::values)
        .filter(values -> "open-sealed".equals(values.get("deed")))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachOpeningIsOnRecordBeforeAPieceIsGivenAndGivesThatExchangeOnce(boolean remote)
      throws Exception {
    Console console = console(remote);
    SealedOriginal original = console.openSealed(SESSION, X);
    assertThat(openings())
        .singleElement()
        .satisfies(
            values -> {
              assertThat(values.get("subject")).isEqualTo("session s-one request x1 key rk_1");
              assertThat(values.values()).contains("ada");
            });
    assertThat(original.keyId()).isEqualTo("rk_1");
    List<FrameBody.Sealed> all = new ArrayList<>();
    List<FrameBody.Sealed> next = original.next();
    while (!next.isEmpty()) {
      assertThat(next).hasSizeLessThan(15);
      all.addAll(next);
      next = original.next();
    }
    assertThat(all)
        .hasSize(30)
        .allSatisfy(piece -> assertThat(piece.bytes().length()).isEqualTo(100_000));
    assertThat(original.next()).isEmpty();
    original.close();

    try (SealedOriginal other = console.openSealed(SESSION, Y)) {
      assertThat(other.next()).hasSize(30);
    }
    assertThat(openings()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everywhereElseFramesComeWithoutWhatIsSealed(boolean remote) throws Exception {
    Console console = console(remote);
    List<FrameBody> seen = new ArrayList<>();
    console.frames(SESSION, 1, frame -> frame.body().ifPresent(seen::add));
    List<Frame> fed = new ArrayList<>();
    try (var feed = console.feed(1)) {
      while (fed.size() < 61) {
        fed.addAll(feed.next(100, Duration.ofSeconds(5)));
      }
    }
    fed.forEach(frame -> frame.body().ifPresent(seen::add));
    assertThat(seen.stream().filter(FrameBody.Sealed.class::isInstance).toList()).hasSize(120);
    assertThat(seen)
        .filteredOn(FrameBody.Sealed.class::isInstance)
        .allSatisfy(body -> assertThat(((FrameBody.Sealed) body).bytes()).isEqualTo(Blob.EMPTY));
    List<FrameHead> heads = new ArrayList<>();
    console.frameHeads(SESSION, 1, heads::add);
    assertThat(heads)
        .filteredOn(head -> head.type().equals("sealed"))
        .hasSize(60)
        .allSatisfy(head -> assertThat(head.body()).isEmpty());
    assertThat(openings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsNoOperatorOpensNothing(boolean remote) throws Exception {
    Console console = console(remote);
    console.changePassphrase(new char[0], PASSPHRASE.toCharArray());
    assertThatThrownBy(() -> console.openSealed(SESSION, X))
        .isInstanceOfSatisfying(
            ConsoleException.class,
            e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.NEEDS_OPERATOR));
    assertThat(openings()).isEmpty();
    try (OperatorProof.Passphrase proof =
        new OperatorProof.Passphrase(PASSPHRASE.toCharArray(), Duration.ofMinutes(5))) {
      console.unlock(proof);
    }
    assertThat(console.openSealed(SESSION, X).next()).isNotEmpty();
    assertThat(openings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatCannotBeRecordedIsNotOpened(boolean remote) throws Exception {
    Console console = console(remote);
    recordings.failReceipts(RecordingException.Code.STORE_FULL);
    assertThatThrownBy(() -> console.openSealed(SESSION, X))
        .isInstanceOfSatisfying(
            ConsoleException.class,
            e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.STORE));
  }

  @Test
  void whatIsNotSealedIsNotFound() {
    assertThatThrownBy(() -> local.openSealed(SESSION, new ExchangeId("other")))
        .isInstanceOfSatisfying(
            ConsoleException.class,
            e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.NOT_FOUND));
    assertThat(openings()).isEmpty();
  }

  /** No agents here. */
  private static final class NoDesk implements AgentDesk {
    @Override
    public IssuedAgent create(NewAgent agent) {
      throw new IllegalStateException("not in this test");
    }

    @Override
    public IssuedAgent tokenOf(String name) {
      throw new IllegalStateException("not in this test");
    }

    @Override
    public void revoke(String name) {
      throw new IllegalStateException("not in this test");
    }
  }
}
