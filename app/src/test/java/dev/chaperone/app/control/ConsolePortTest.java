package dev.chaperone.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.chaperone.app.support.SampleFrames;
import dev.chaperone.app.support.SampleHolds;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.console.NewAgent;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.SessionId;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console port, over real TLS: for whom it opens, and against visitors that do not behave. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsolePortTest {
  private static final ConsolePort.Limits PATIENT =
      new ConsolePort.Limits(Duration.ofMinutes(10), 8);
  private static final ConsolePort.Limits HASTY = new ConsolePort.Limits(Duration.ofMillis(700), 8);
  private static final String HELLO =
      "{\"op\":\"hello\",\"version\":" + ControlConnection.VERSION + "}";

  @TempDir Path folder;
  private PortUnderTest gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = new PortUnderTest(folder.resolve("data"), PATIENT);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private void restart(ConsolePort.Limits limits) throws IOException {
    gateway.close();
    gateway = new PortUnderTest(folder.resolve("other" + limits.hashCode()), limits);
  }

  @Test
  void withThePassphraseHoldsAreListedAndOneIsDecidedAndWhoDidItFromWhereIsToldAndRecorded() {
    SampleHolds.pending(gateway.recordings.recorder(), "hold_1", "SELECT 1");
    try (Console console = gateway.console()) {
      assertThat(console.operator().state()).isEqualTo(OperatorStatus.State.LOCKED);
      OperatorStatus status = PortUnderTest.unlock(console, PortUnderTest.PASSPHRASE);

      assertThat(console.holds(10)).extracting(HoldSummary::id).containsExactly("hold_1");
      assertThat(console.decide(new HoldDecision.Approve("hold_1", "fine", -1)).applied()).isTrue();

      String user = System.getProperty("user.name");
      assertThat(gateway.approvals.deciders)
          .containsExactly(
              new Decider(
                  user + " (console port, 127.0.0.1)",
                  Decider.How.OPERATOR_SESSION,
                  "passphrase",
                  status.session()));
      assertThat(gateway.recorded("unlocked", 1))
          .singleElement()
          .satisfies(
              values ->
                  assertThat(values)
                      .containsEntry("place", "console port, 127.0.0.1")
                      .containsEntry("operatorSession", status.session()));
    }
    assertThat(gateway.recorded("locked", 1)).hasSize(1);
  }

  @Test
  void withoutALoginNothingIsAnsweredWhateverIsAsked() throws IOException {
    SampleFrames.open(gateway.recordings.recorder(), new SessionId("s-secret"));
    List<String> operations =
        Arrays.stream(Request.class.getAnnotation(JsonSubTypes.class).value())
            .map(JsonSubTypes.Type::name)
            .filter(name -> !name.equals("unlock") && !name.equals("hello"))
            .toList();
    assertThat(operations).hasSizeGreaterThan(24).contains("sessions", "feed", "ticket", "join");
    for (String operation : operations) {
      String request =
          "{\"op\":\""
              + operation
              + "\",\"limit\":10,\"id\":\"s-secret\",\"session\":\"s-secret\",\"max\":10,"
              + "\"fromSequence\":1,\"fromSessionSequence\":1,\"timeoutMillis\":0,"
              + "\"ticket\":\"0000\",\"token\":\"e30.e30.\",\"idleSeconds\":600,"
              + "\"table\":\"demo.shop.t\",\"upTo\":1,\"reason\":\"because\"}";
      String answer = conversation(message(HELLO), message(request));
      assertThat(answer)
          .as(operation)
          .contains("\"is\":\"failed\"", "OPERATOR")
          .doesNotContain("\"item\"", "s-secret");
      assertThat(conversation(message(request))).as(operation).doesNotContain("\"item\"", "s-sec");
    }
    ConsoleException.Code needed = ConsoleException.Code.NEEDS_OPERATOR;
    try (Console console = gateway.console()) {
      assertFails(needed, console::status);
      assertFails(needed, () -> console.sessions(10));
      assertFails(needed, () -> console.feed(1));
      assertFails(needed, () -> console.headFeed(1));
      assertFails(needed, () -> console.createAgent(NewAgent.named("better")));
    }
    assertThat(gateway.recordings.agents()).isEmpty();
  }

  @Test
  void aWrongPassphraseIsRefusedRecordedAndSlowedDownForEverybodyAtThePort() {
    for (int i = 0; i < 3; i++) {
      try (Console console = gateway.console()) {
        assertRefused(console, "a guess at it", "that is not the passphrase");
        assertFails(ConsoleException.Code.NEEDS_OPERATOR, () -> console.holds(10));
      }
    }
    try (Console console = gateway.console()) {
      assertRefused(console, PortUnderTest.PASSPHRASE, "too many wrong tries");
    }
    assertThat(gateway.recorded("refused", 3))
        .hasSize(3)
        .allSatisfy(
            values ->
                assertThat(values)
                    .isEqualTo(
                        Map.of(
                            "change", "refused",
                            "place", "console port, 127.0.0.1",
                            "reason", "wrong passphrase")));
  }

  @Test
  void anAgentsTokenIsNoLogin() throws IOException {
    String token = gateway.agentToken();
    try (Console console = gateway.console()) {
      assertRefused(console, token, "not the passphrase");
      assertFails(
          ConsoleException.Code.NEEDS_OPERATOR,
          () -> console.unlock(new OperatorProof.IdToken(token, OperatorProof.USUAL)));
      assertFails(ConsoleException.Code.NEEDS_OPERATOR, console::agents);
    }
    assertThat(
            conversation(message(HELLO), message("{\"op\":\"join\",\"ticket\":\"" + token + "\"}")))
        .contains("REFUSED_OPERATOR");
  }

  @Test
  void afterThePassphraseWasChangedALoginIsOver() throws InterruptedException {
    try (Console console = gateway.loggedIn();
        Console late = gateway.console();
        FrameFeed feed = console.feed(1)) {
      assertThat(console.holds(10)).isEmpty();
      gateway.changePassphrase(PortUnderTest.PASSPHRASE, "copper lantern fjord");

      assertFails(ConsoleException.Code.NEEDS_OPERATOR, () -> feed.next(10, Duration.ZERO));
      assertFails(ConsoleException.Code.NEEDS_OPERATOR, () -> console.holds(10));
      assertFails(ConsoleException.Code.GONE, () -> console.holds(10));
      assertRefused(late, PortUnderTest.PASSPHRASE, "not the passphrase");
      PortUnderTest.unlock(late, "copper lantern fjord");
      assertThat(late.holds(10)).isEmpty();
    }
  }

  @Test
  void aTicketLetsOneFeedInThatAsksNothingElseAndEndsWithItsConsole() throws Exception {
    SampleFrames.open(gateway.recordings.recorder(), new SessionId("s-first"));
    PortRoad road = new PortRoad(gateway.address(), gateway.fingerprint);
    road.unlock(
        new Request.UnlockByPassphrase(PortUnderTest.PASSPHRASE.toCharArray(), 60)); // one minute
    String ticket = road.main().one(new Request.Ticket(), String.class);
    String join = "{\"op\":\"join\",\"ticket\":\"" + ticket + "\"}";
    try (ControlClient visitor =
        ControlClient.over(PinnedTls.connect(gateway.address(), gateway.fingerprint), "test")) {
      visitor.ask(new Request.Join(ticket), Void.class, nothing -> {});
      for (Request other :
          List.of(new Request.Agents(), new Request.Ticket(), new Request.Operator())) {
        assertFails(
            ConsoleException.Code.INVALID, () -> visitor.ask(other, Object.class, item -> {}));
      }
    }
    assertThat(conversation(message(HELLO), message(join))).contains("lets nobody in");

    try (ControlClient feed = road.another()) {
      feed.ask(new Request.Feed(1), Void.class, nothing -> {});
      List<Object> frames = new ArrayList<>();
      feed.ask(new Request.Next(1, 10_000), Object.class, frames::add);
      assertThat(frames).hasSize(1);
      String unused = road.main().one(new Request.Ticket(), String.class);
      road.close();
      assertThatExceptionOfType(ConsoleException.class)
          .isThrownBy(
              () -> {
                while (true) {
                  feed.ask(new Request.Next(1, 1_000), Object.class, frames::add);
                }
              })
          .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.GONE));
      assertThat(
              conversation(
                  message(HELLO), message("{\"op\":\"join\",\"ticket\":\"" + unused + "\"}")))
          .contains("lets nobody in");
    }
  }

  @Test
  void whatIsNotTlsOrNotTheProtocolIsCutAndHarmsNobody() throws IOException {
    byte[] random = new byte[4_096];
    new java.util.Random(7).nextBytes(random);
    for (byte[] garbage :
        List.of(
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8),
            message(HELLO),
            random)) {
      try (Socket visitor = plain()) {
        visitor.getOutputStream().write(garbage);
        assertThat(readToEnd(visitor)).doesNotContain("\"is\"");
      }
    }
    for (byte[] garbage :
        List.of(
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8),
            message("not json at all"),
            message("{\"op\":\"format-disk\"}"),
            message("{\"op\":\"unlock\",\"passphrase\":null,\"idleSeconds\":1}"),
            ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array(),
            ByteBuffer.allocate(4).putInt(-1).array(),
            ByteBuffer.allocate(4).putInt(Wire.MAX_LOGIN + 1).array())) {
      assertThat(conversation(garbage)).doesNotContain("\"item\"");
      assertThat(conversation(message(HELLO), garbage)).doesNotContain("\"item\"");
    }
    try (Console console = gateway.loggedIn()) {
      assertThat(console.status().pid()).isEqualTo(1);
    }
  }

  @Test
  void whoeverIsSlowBeforeTheLoginIsCut() throws Exception {
    restart(HASTY);
    try (Socket mute = plain()) {
      assertThat(readToEnd(mute)).isEmpty();
    }
    try (Socket slow = plain()) {
      slow.getOutputStream().write(new byte[] {22, 3, 1}); // a handshake that does not go on
      assertThat(readToEnd(slow)).isEmpty();
    }
    String silence = eventually(this::conversation);
    assertThat(silence).isEmpty();
    String half = eventually(() -> conversation(message(HELLO), new byte[] {0, 0, 1}));
    assertThat(half).doesNotContain("\"item\"");
  }

  @Test
  void onceLoggedInNobodyIsHurried() throws Exception {
    restart(HASTY);
    try (Console console = eventually(gateway::loggedIn);
        FrameFeed feed =
            eventually(() -> console.feed(gateway.recordings.lastSequence() + 1_000))) {
      feed.next(1, HASTY.login().multipliedBy(2));
      assertThat(console.holds(10)).isEmpty();
      assertThat(feed.next(1, Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void fewStrangersAtOnceAreLetWaitAndWhoIsInIsNotDisturbed() throws Exception {
    restart(new ConsolePort.Limits(Duration.ofMinutes(10), 2));
    try (Console before = eventually(gateway::loggedIn)) {
      List<Socket> mute = new ArrayList<>();
      try {
        boolean full = false;
        while (!full && mute.size() < 50) {
          mute.add(plain());
          try {
            gateway.console().close();
          } catch (ConsoleException e) {
            full = e.code() == ConsoleException.Code.GONE;
          }
        }
        assertThat(full).isTrue();
        assertThat(before.holds(10)).isEmpty();
      } finally {
        for (Socket socket : mute) {
          socket.close();
        }
      }
      try (Console after = eventually(gateway::loggedIn)) {
        assertThat(after.holds(10)).isEmpty();
      }
    }
  }

  /** Tries for a while, since a port that was just full or hasty may cut one more visitor. */
  private static <T> T eventually(Callable<T> visit) throws Exception {
    Instant limit = Instant.now().plus(Duration.ofSeconds(30));
    while (true) {
      try {
        return visit.call();
      } catch (ConsoleException e) {
        if (e.code() != ConsoleException.Code.GONE && e.code() != ConsoleException.Code.IN_USE
            || Instant.now().isAfter(limit)) {
          throw e;
        }
      }
    }
  }

  @Test
  void closingThePortEndsItsVisitors() {
    try (Console console = gateway.loggedIn()) {
      gateway.port.close();
      assertFails(ConsoleException.Code.GONE, () -> console.holds(10));
    }
    assertFails(ConsoleException.Code.GONE, gateway::console);
  }

  private static void assertRefused(Console console, String passphrase, String why) {
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(() -> PortUnderTest.unlock(console, passphrase))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.REFUSED_OPERATOR))
        .withMessageContaining(why);
  }

  private static void assertFails(ConsoleException.Code code, ThrowingCallable action) {
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(action)
        .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  private Socket plain() throws IOException {
    Socket socket = new Socket("127.0.0.1", gateway.port.address().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Says all this over TLS and returns what came until the port hung up. */
  private String conversation(byte[]... said) throws IOException {
    try (TlsChannel channel = PinnedTls.connect(gateway.address(), gateway.fingerprint)) {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      try {
        for (byte[] part : said) {
          channel.write(ByteBuffer.wrap(part));
        }
        while (channel.read(buffer) >= 0 && buffer.hasRemaining()) {
          // Until the other side closes.
        }
      } catch (IOException e) {
        // A reset is an end too.
      }
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] message(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + text.length).putInt(text.length).put(text).array();
  }

  private static String readToEnd(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
    } catch (java.net.SocketTimeoutException e) {
      throw e; // nobody cut it
    } catch (IOException e) {
      return ""; // a reset is an end too
    }
  }
}
