package dev.chaperone.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chaperone.app.support.SampleFrames;
import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.frame.SessionId;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control socket against visitors that do not behave. */
class ControlServerTest {
  @TempDir Path folder;
  private final InMemoryRecordings recordings = new InMemoryRecordings();
  private ControlServer server;

  @BeforeEach
  void start() throws IOException {
    server = ControlServer.start(console(), folder.resolve("control.sock"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Console console() {
    return new LocalConsole(recordings, new NoAgents(), ApprovalDesk.none(), this::status);
  }

  private ConsoleStatus status() {
    return new ConsoleStatus(
        1, folder, Instant.EPOCH, Optional.empty(), "", StoreHealth.GOOD, 0, true);
  }

  private record NoAgents() implements AgentDesk {
    @Override
    public IssuedAgent create(NewAgent agent) {
      throw new IllegalStateException("a fault of the program with a secret-looking detail");
    }

    @Override
    public IssuedAgent tokenOf(String name) {
      throw new ConsoleException(ConsoleException.Code.NOT_FOUND, "none");
    }

    @Override
    public void revoke(String name) {}
  }

  @Test
  void theSocketIsTheOwnersOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.socket())))
        .isEqualTo("rw-------");
  }

  @Test
  void garbageGetsARefusalAndHarmsNobodyElse() throws IOException {
    for (byte[] garbage :
        List.of(
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8),
            message("{\"op\":\"format-disk\"}"),
            message("not json at all"),
            message("[1,2,3]"),
            ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array(),
            ByteBuffer.allocate(4).putInt(-1).array())) {
      try (SocketChannel visitor = connect()) {
        visitor.write(ByteBuffer.wrap(garbage));
        visitor.shutdownOutput();
        readToEnd(visitor);
      }
    }
    assertStillAnswers();
  }

  @Test
  void aRequestBeforeTheGreetingIsRefused() throws IOException {
    try (SocketChannel visitor = connect()) {
      visitor.write(ByteBuffer.wrap(message("{\"op\":\"status\"}")));
      assertThat(readToEnd(visitor)).contains("\"is\":\"failed\"").doesNotContain("\"item\"");
    }
  }

  @Test
  void anotherVersionIsToldToRestart() throws IOException {
    try (SocketChannel visitor = connect()) {
      visitor.write(ByteBuffer.wrap(message("{\"op\":\"hello\",\"version\":99}")));
      assertThat(readToEnd(visitor)).contains("restart it");
    }
  }

  @Test
  void halfARequestAndAHangUpHarmNobody() throws IOException {
    for (int i = 0; i < 100; i++) {
      try (SocketChannel visitor = connect()) {
        visitor.write(ByteBuffer.wrap(new byte[] {0, 0, 1}));
      }
    }
    assertStillAnswers();
  }

  @Test
  void aFaultOfTheProgramIsNotToldInDetail() {
    try (RemoteConsole console = RemoteConsole.attach(server.socket())) {
      assertThatExceptionOfType(ConsoleException.class)
          .isThrownBy(() -> console.createAgent(NewAgent.named("x")))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.INTERNAL))
          .withMessageNotContaining("secret-looking");
      assertThat(console.status().pid()).isEqualTo(1);
    }
  }

  @Test
  void aReaderThatNeverReadsHoldsUpNeitherTheRecorderNorOthers() throws Exception {
    SessionId session = new SessionId("s");
    SampleFrames.open(recordings, session);
    try (SocketChannel lazy = connect()) {
      lazy.write(
          ByteBuffer.wrap(
              message("{\"op\":\"hello\",\"version\":" + ControlConnection.VERSION + "}")));
      lazy.write(ByteBuffer.wrap(message("{\"op\":\"feed\",\"fromSequence\":1}")));
      lazy.write(ByteBuffer.wrap(message("{\"op\":\"next\",\"max\":500,\"timeoutMillis\":1000}")));
      // Far more than the socket's buffers take.
      for (int i = 0; i < 32; i++) {
        SampleFrames.chunk(recordings, session, "e", 1 << 20);
      }
      try (RemoteConsole other = RemoteConsole.attach(server.socket());
          FrameFeed feed = other.feed(1)) {
        List<Long> seen = new ArrayList<>();
        while (seen.size() < 33) {
          feed.next(100, Duration.ofSeconds(10))
              .forEach(frame -> seen.add(frame.header().sequence()));
        }
        assertThat(seen).isSorted().doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void closingTheServerEndsItsVisitors() {
    try (RemoteConsole console = RemoteConsole.attach(server.socket())) {
      server.close();
      assertThatExceptionOfType(ConsoleException.class)
          .isThrownBy(console::status)
          .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.GONE));
    }
    assertThat(Files.exists(server.socket())).isFalse();
  }

  @Test
  void aStaleSocketFileIsReplaced() throws IOException {
    Path stale = folder.resolve("stale.sock");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(stale));
    }
    assertThat(Files.exists(stale)).isTrue();
    try (ControlServer fresh = ControlServer.start(console(), stale);
        RemoteConsole console = RemoteConsole.attach(fresh.socket())) {
      assertThat(console.status().pid()).isEqualTo(1);
    }
  }

  @Test
  void nobodyListeningIsSaid() {
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(() -> RemoteConsole.attach(folder.resolve("nothing.sock")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.GONE));
  }

  @Test
  void aProcessThatNeverAnswersIsGivenUp() throws IOException {
    Path deaf = folder.resolve("deaf.sock");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(deaf));
      assertThatExceptionOfType(ConsoleException.class)
          .isThrownBy(() -> ControlClient.connect(deaf, Duration.ofMillis(200)))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.IN_USE));
    }
  }

  @Test
  void aProcessThatStopsAnsweringIsGivenUp() throws Exception {
    Path mute = folder.resolve("mute.sock");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(mute));
      Thread.ofVirtual().start(() -> greetOnce(listener));
      ControlClient client =
          ControlClient.connect(mute, Duration.ofSeconds(10), Duration.ofMillis(200));
      assertThatExceptionOfType(ConsoleException.class)
          .isThrownBy(() -> client.ask(new Request.Status(), Void.class, nothing -> {}))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.GONE));
    }
  }

  private static void greetOnce(ServerSocketChannel listener) {
    try {
      Wire wire = new Wire(listener.accept(), Wire.MAX_REQUEST);
      wire.receive(Request.class);
      wire.send(new Reply.End());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Visitors that have just left still count for a moment, and too many at once are cut. */
  private void assertStillAnswers() {
    Instant limit = Instant.now().plus(Duration.ofSeconds(20));
    while (true) {
      try (RemoteConsole console = RemoteConsole.attach(server.socket())) {
        assertThat(console.status()).isEqualTo(status());
        return;
      } catch (ConsoleException e) {
        if (e.code() != ConsoleException.Code.IN_USE || Instant.now().isAfter(limit)) {
          throw e;
        }
      }
    }
  }

  private SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(server.socket()));
    return channel;
  }

  private static byte[] message(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + text.length).putInt(text.length).put(text).array();
  }

  private static String readToEnd(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    try {
      while (channel.read(buffer) >= 0 && buffer.hasRemaining()) {
        // Until the other side closes.
      }
    } catch (IOException e) {
      // A reset is an end too.
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }
}
