package dev.chaperone.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.app.support.FakeApprovals;
import dev.chaperone.app.support.SampleFrames;
import dev.chaperone.app.support.SampleHolds;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.HeadFeed;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.console.TagOverview;
import dev.chaperone.proxy.operator.OperatorAuth;
import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.frame.Decider;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every console holds to, over a real store in a real folder. */
abstract class ConsoleContract {
  private static final Instant STARTED = Instant.parse("2026-11-21T20:00:00.123456789Z");
  private static final SessionId FIRST = new SessionId("s-first");
  private static final SessionId SECOND = new SessionId("s-second");
  private static final String PASSPHRASE = "plum harbour wicket";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Recordings recordings;
  private final FakeApprovals approvals = new FakeApprovals();
  private Console console;

  /** The console under test, over this one. */
  abstract Console over(LocalConsole local) throws Exception;

  abstract void closeWhatIsBetween() throws Exception;

  @BeforeEach
  void open() throws Exception {
    DataFolder data = new DataFolder(folder.resolve("data"));
    data.create();
    RealParts parts = new RealParts(Clock.systemUTC());
    recordings = parts.openStore(data);
    LocalConsole local =
        new LocalConsole(
            recordings,
            parts.openAgents(data, recordings),
            approvals,
            this::status,
            parts.openOperators(data, recordings, OperatorAuth.AUTO).seat("test"));
    console = over(local);
  }

  @AfterEach
  void close() throws Exception {
    console.close();
    closeWhatIsBetween();
    recordings.close();
  }

  private ConsoleStatus status() {
    return new ConsoleStatus(
        4711,
        folder,
        STARTED,
        Optional.of(
            new GatewayStatus(
                "127.0.0.1:1",
                "127.0.0.1:2",
                folder.resolve("ca.pem"),
                folder.resolve("ca.p12"),
                "http://127.0.0.1:9050",
                "none")),
        "",
        new StoreHealth(false, "the disk is full; make room"),
        recordings.lastSequence(),
        true);
  }

  @Test
  void tellsItsStatusWhole() {
    assertThat(console.status()).isEqualTo(status());
  }

  @Test
  void listsSessionsNewestFirstAndFindsOne() {
    assertThat(console.sessions(10)).isEmpty();
    SampleFrames.open(recordings.recorder(), FIRST);
    SampleFrames.open(recordings.recorder(), SECOND);
    SampleFrames.query(recordings.recorder(), SECOND, "e1", "SELECT 1");

    assertThat(console.sessions(10)).isEqualTo(recordings.sessions(10)).hasSize(2);
    assertThat(console.sessions(1)).hasSize(1);
    assertThat(console.session(SECOND)).isEqualTo(recordings.session(SECOND)).isPresent();
    assertThat(console.session(new SessionId("nobody"))).isEmpty();
  }

  @Test
  void pagesThroughExchangesInOrder() {
    SampleFrames.open(recordings.recorder(), FIRST);
    for (int i = 0; i < 5; i++) {
      SampleFrames.query(recordings.recorder(), FIRST, "e" + i, "SELECT 'æ', " + i);
    }
    assertThat(console.exchanges(FIRST, 0, 100))
        .isEqualTo(recordings.exchanges(FIRST, 0, 100))
        .extracting(exchange -> exchange.id().value())
        .containsExactly("e0", "e1", "e2", "e3", "e4");
    assertThat(console.exchanges(FIRST, 3, 1)).hasSize(1);
    assertThat(console.exchanges(FIRST, 5, 10)).isEmpty();
  }

  @Test
  void streamsFramesWithTheirBodiesFromAnyPlace() {
    SampleFrames.open(recordings.recorder(), FIRST);
    SampleFrames.query(recordings.recorder(), FIRST, "e1", "SELECT 1");
    SampleFrames.query(recordings.recorder(), FIRST, "e2", "SELECT 2", "invalidQuery", "no");

    List<Frame> expected = new ArrayList<>();
    recordings.frames(FIRST, 1, expected::add);
    List<Frame> seen = new ArrayList<>();
    console.frames(FIRST, 1, seen::add);
    assertThat(seen).isEqualTo(expected).hasSize(17);

    List<Frame> tail = new ArrayList<>();
    console.frames(FIRST, 16, tail::add);
    assertThat(tail).isEqualTo(expected.subList(15, 17));
  }

  @Test
  void streamsFramesThatAreLargeTogether() {
    SampleFrames.open(recordings.recorder(), FIRST);
    for (int i = 0; i < 24; i++) {
      SampleFrames.chunk(recordings.recorder(), FIRST, "e1", 1 << 20);
    }
    List<Long> sequences = new ArrayList<>();
    console.frames(FIRST, 1, frame -> sequences.add(frame.header().sessionSequence()));
    assertThat(sequences).hasSize(25).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void streamsHeadsOfFramesFromAnyPlaceWithoutPiecesOfBodies() {
    SampleFrames.open(recordings.recorder(), FIRST);
    SampleFrames.query(recordings.recorder(), FIRST, "e1", "SELECT 1");
    SampleFrames.open(recordings.recorder(), SECOND);
    SampleFrames.query(recordings.recorder(), FIRST, "e2", "SELECT 2", "invalidQuery", "no");
    SampleFrames.chunk(recordings.recorder(), FIRST, "e2", 1 << 20);

    List<FrameHead> expected = new ArrayList<>();
    recordings.frames(FIRST, 1, frame -> expected.add(FrameHead.of(frame)));
    List<FrameHead> seen = new ArrayList<>();
    console.frameHeads(FIRST, 1, seen::add);

    assertThat(seen).isEqualTo(expected).hasSize(18);
    assertThat(seen.getLast().bytes()).isEqualTo(1 << 20);
    assertThat(seen.getLast().body()).isEmpty();
    assertThat(seen.get(3).body()).containsInstanceOf(FrameBody.Facts.class);
    List<FrameHead> tail = new ArrayList<>();
    console.frameHeads(FIRST, 17, tail::add);
    assertThat(tail).isEqualTo(expected.subList(16, 18));
  }

  @Test
  void streamsHeadsOfMoreFramesThanOneAnswerHolds() {
    SampleFrames.open(recordings.recorder(), FIRST);
    String statement = "SELECT '" + "æ".repeat(FrameHead.SQL_KEPT) + "'";
    for (int i = 0; i < 2_500; i++) {
      recordings
          .recorder()
          .append(
              FrameDraft.ofSession(
                  FIRST,
                  new FrameBody.Facts(
                      i % 50 == 0 ? statement : "SELECT " + i,
                      false,
                      false,
                      List.of(),
                      List.of(),
                      "none")));
    }
    SampleFrames.chunk(recordings.recorder(), FIRST, "e1", 1);
    List<FrameHead> seen = new ArrayList<>();
    console.frameHeads(FIRST, 1, seen::add);
    assertThat(seen)
        .extracting(FrameHead::sessionSequence)
        .isEqualTo(LongStream.rangeClosed(1, 2_502).boxed().toList());
    assertThat(seen.get(1).body())
        .hasValueSatisfying(
            body ->
                assertThat(((FrameBody.Facts) body).sql())
                    .isEqualTo(statement.substring(0, FrameHead.SQL_KEPT) + "…"));
  }

  @Test
  void letsTheReaderOfHeadsAskSomethingElseAndStop() {
    SampleFrames.open(recordings.recorder(), FIRST);
    SampleFrames.query(recordings.recorder(), FIRST, "e1", "SELECT 1");
    List<Long> seen = new ArrayList<>();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                console.frameHeads(
                    FIRST,
                    1,
                    head -> {
                      seen.add((long) console.sessions(10).size());
                      if (seen.size() == 3) {
                        throw new IllegalStateException("enough");
                      }
                    }));
    assertThat(seen).containsExactly(1L, 1L, 1L);
    assertThat(console.sessions(10)).hasSize(1);
  }

  @Test
  void followsTheFeedOfHeadsAndResumesBySequence() throws InterruptedException {
    SampleFrames.open(recordings.recorder(), FIRST);
    List<FrameHead> expected = new ArrayList<>();
    List<FrameHead> seen = new ArrayList<>();
    try (HeadFeed feed = console.headFeed(recordings.lastSequence() + 1)) {
      assertThat(feed.next(10, Duration.ZERO)).isEmpty();
      SampleFrames.query(recordings.recorder(), FIRST, "e1", "SELECT 1");
      take(feed, seen, 3);
    }
    try (HeadFeed feed = console.headFeed(seen.getLast().sequence() + 1)) {
      take(feed, seen, 8);
    }
    recordings.frames(FIRST, 2, frame -> expected.add(FrameHead.of(frame)));
    assertThat(seen).isEqualTo(expected);
  }

  private static void take(HeadFeed feed, List<FrameHead> into, int until)
      throws InterruptedException {
    Instant limit = Instant.now().plus(PATIENCE);
    while (into.size() < until && Instant.now().isBefore(limit)) {
      into.addAll(feed.next(until - into.size(), Duration.ofSeconds(1)));
    }
    assertThat(into).hasSize(until);
  }

  @Test
  void letsTheReaderOfFramesAskSomethingElse() {
    SampleFrames.open(recordings.recorder(), FIRST);
    SampleFrames.query(recordings.recorder(), FIRST, "e1", "SELECT 1");
    List<Long> counts = new ArrayList<>();
    console.frames(FIRST, 1, frame -> counts.add((long) console.sessions(10).size()));
    assertThat(counts).hasSize(9).containsOnly(1L);
  }

  @Test
  void followsTheFeedAndResumesBySequence() throws InterruptedException {
    SampleFrames.open(recordings.recorder(), FIRST);
    long last;
    try (FrameFeed feed = console.feed(recordings.lastSequence() + 1)) {
      assertThat(feed.next(10, Duration.ZERO)).isEmpty();
      SampleFrames.query(recordings.recorder(), FIRST, "e1", "SELECT 1");
      last = take(feed, 3).getLast().header().sequence();
    }
    try (FrameFeed resumed = console.feed(last + 1)) {
      List<Frame> rest = take(resumed, 5);
      assertThat(rest.getFirst().header().sequence()).isEqualTo(last + 1);
      assertThat(rest.getLast().body().orElseThrow()).isInstanceOf(FrameBody.ResponseEnd.class);
    }
  }

  @Test
  void wakesAReaderThatWaitsForTheNextFrame() throws Exception {
    SampleFrames.open(recordings.recorder(), FIRST);
    try (FrameFeed feed = console.feed(recordings.lastSequence() + 1)) {
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () ->
                      recordings
                          .recorder()
                          .record(FrameDraftOf.note(FIRST, FrameType.ANNOTATION, "text", "hello")));
      List<Frame> frames = take(feed, 1);
      writer.join();
      assertThat(frames.getFirst().body().orElseThrow())
          .isEqualTo(new FrameBody.Note(FrameType.ANNOTATION, java.util.Map.of("text", "hello")));
    }
  }

  @Test
  void createsFindsListsAndRevokesAgents() {
    IssuedAgent issued =
        console.createAgent(
            new NewAgent("coder", List.of("dev"), "m", "p", Optional.of(Duration.ofHours(3))));
    assertThat(issued.name()).isEqualTo("coder");
    assertThat(Files.exists(issued.tokenFile())).isTrue();
    assertThat(console.agent("coder")).isEqualTo(issued);
    assertThat(console.agents()).isEqualTo(recordings.agents()).hasSize(1);

    console.revokeAgent("coder");

    assertThat(console.agents().getFirst().revoked()).isTrue();
    assertFails(ConsoleException.Code.NOT_FOUND, () -> console.agent("coder"));
  }

  @Test
  void refusesBadAgentsWithTheReason() {
    console.createAgent(NewAgent.named("coder"));
    assertFails(ConsoleException.Code.INVALID, () -> console.createAgent(NewAgent.named("coder")));
    assertFails(
        ConsoleException.Code.INVALID, () -> console.createAgent(NewAgent.named("../keys/x")));
    assertFails(ConsoleException.Code.NOT_FOUND, () -> console.agent("nobody"));
    assertFails(ConsoleException.Code.NOT_FOUND, () -> console.revokeAgent("nobody"));
    assertThat(console.agents()).hasSize(1);
  }

  @Test
  void listsHoldsNewestFirstAndGivesTheWholeRequest() {
    assertThat(console.holds(10)).isEmpty();
    SampleHolds.pending(recordings.recorder(), "hold_1", "SELECT 'æ'");
    SampleHolds.pending(recordings.recorder(), "hold_2", "SELECT 2");
    SampleHolds.denied(recordings.recorder(), "hold_1");

    assertThat(console.holds(10)).isEqualTo(recordings.approvals().holds(10)).hasSize(2);
    assertThat(console.holds(1)).hasSize(1);
    assertThat(console.heldRequest("hold_1")).contains(SampleHolds.request("SELECT 'æ'"));
    assertThat(console.heldRequest("hold_3")).isEmpty();
  }

  @Test
  void carriesEveryDecisionUnchangedAndItsAnswerBack() {
    List<HoldDecision> decisions =
        List.of(
            new HoldDecision.Approve("hold_1", "", -1),
            new HoldDecision.ApproveLike(
                "hold_1", "fine", 7, 3, Duration.ofSeconds(90, 5), 1L << 40),
            new HoldDecision.EditAndApprove("hold_1", "SELECT 'æ'\n", "cheaper", 1),
            new HoldDecision.Deny("hold_1", "no"));
    for (HoldDecision decision : decisions) {
      assertThat(console.decide(decision).applied()).isTrue();
    }
    assertThat(approvals.decisions).isEqualTo(decisions);
    assertThat(console.decide(new HoldDecision.Deny("hold_late", "no")))
        .isEqualTo(new HoldAnswer(false, "hold_late", "DENIED", "grace denied it before"));
    assertFails(
        ConsoleException.Code.NOT_FOUND,
        () -> console.decide(new HoldDecision.Deny("nobody", "no")));
  }

  @Test
  void listsAndRevokesGrants() {
    SampleHolds.grant(recordings.recorder(), "grant_1", "made", 3);
    SampleHolds.grant(recordings.recorder(), "grant_1", "used", 2);
    assertThat(console.grants(10)).isEqualTo(recordings.approvals().grants(10)).hasSize(1);

    console.revokeGrant("grant_1", "over");

    assertThat(approvals.revoked).containsExactly("grant_1: over");
    assertFails(ConsoleException.Code.NOT_FOUND, () -> console.revokeGrant("nobody", ""));
  }

  @Test
  void tellsThePolicyAndConfirmsTheOneThatWaits() {
    assertThat(console.policy()).contains(FakeApprovals.STATUS);
    console.confirmPolicy(FakeApprovals.WAITING);
    assertThat(approvals.confirmed).containsExactly(FakeApprovals.WAITING);
    assertFails(ConsoleException.Code.INVALID, () -> console.confirmPolicy("another"));
  }

  @Test
  void tellsTheTagsAndTakesInheritedOnesBackWithAReason() {
    assertThat(console.tags()).isEqualTo(FakeApprovals.TAGS);

    console.revokeTags("demo.shop.copy", 77, "holds counts only, \u00e6");

    assertThat(approvals.revoked)
        .containsExactly("demo.shop.copy up to 77: holds counts only, \u00e6");
    assertFails(ConsoleException.Code.INVALID, () -> console.revokeTags("demo.shop.copy", 77, " "));
    assertFails(ConsoleException.Code.NOT_FOUND, () -> console.revokeTags("nobody", 77, "why"));
    assertThat(approvals.revoked).hasSize(1);
  }

  @Test
  void tellsMoreTagsThanOneMessageHolds() {
    approvals.tags = FakeApprovals.manyTags(1_700);
    assertThat(console.tags()).isEqualTo(approvals.tags);
    approvals.tags = TagOverview.NONE;
    assertThat(console.tags()).isEqualTo(TagOverview.NONE);
  }

  @Test
  void governingIsUnprotectedUntilThereIsAPassphrase() {
    assertThat(console.operator().state()).isEqualTo(OperatorStatus.State.UNPROTECTED);
    console.decide(new HoldDecision.Deny("hold_1", "no"));
    assertThat(approvals.deciders.getLast().how()).isEqualTo(Decider.How.UNPROTECTED);
  }

  @Test
  void onceThereIsAPassphraseGoverningNeedsAnOperatorSessionAndReadingDoesNot() {
    console.createAgent(NewAgent.named("before"));
    console.changePassphrase(new char[0], PASSPHRASE.toCharArray());

    assertThat(console.operator().state()).isEqualTo(OperatorStatus.State.LOCKED);
    ConsoleException.Code needed = ConsoleException.Code.NEEDS_OPERATOR;
    assertFails(needed, () -> console.decide(new HoldDecision.Deny("hold_1", "no")));
    assertFails(needed, () -> console.createAgent(NewAgent.named("coder")));
    assertFails(needed, () -> console.revokeAgent("before"));
    assertFails(needed, () -> console.revokeGrant("grant_1", ""));
    assertFails(needed, () -> console.revokeTags("demo.shop.copy", 77, "why"));
    assertFails(needed, () -> console.confirmPolicy(FakeApprovals.WAITING));
    assertThat(approvals.decisions).isEmpty();
    assertThat(approvals.revoked).isEmpty();
    assertThat(approvals.confirmed).isEmpty();
    assertThat(console.agents()).extracting(AgentRecord::name).containsExactly("before");
    assertThat(console.agent("before").tokenFile()).exists();
    assertThat(console.sessions(10)).isNotNull();
    assertThat(console.holds(10)).isEmpty();
    assertThat(console.policy()).isPresent();
    assertThat(console.tags()).isEqualTo(FakeApprovals.TAGS);
  }

  @Test
  void anUnlockedConsoleGovernsInItsSessionsNameUntilItIsLocked() {
    console.changePassphrase(new char[0], PASSPHRASE.toCharArray());
    ConsoleException.Code refused = ConsoleException.Code.REFUSED_OPERATOR;
    assertFails(refused, () -> unlock("not the passphrase"));
    OperatorStatus status = unlock(PASSPHRASE);

    assertThat(status.state()).isEqualTo(OperatorStatus.State.UNLOCKED);
    assertThat(console.operator()).isEqualTo(status);
    console.decide(new HoldDecision.Deny("hold_1", "no"));
    assertThat(approvals.deciders.getLast())
        .isEqualTo(
            new Decider(
                status.identity(), Decider.How.OPERATOR_SESSION, "passphrase", status.session()));
    console.createAgent(NewAgent.named("coder"));
    console.revokeAgent("coder");
    console.revokeGrant("grant_1", "over");
    console.revokeTags("demo.shop.copy", 77, "counts only");
    assertThat(approvals.deciders.getLast().session()).isEqualTo(status.session());
    console.confirmPolicy(FakeApprovals.WAITING);

    console.lock();
    assertFails(
        ConsoleException.Code.NEEDS_OPERATOR,
        () -> console.decide(new HoldDecision.Deny("hold_1", "no")));
  }

  private OperatorStatus unlock(String passphrase) {
    try (OperatorProof.Passphrase proof =
        new OperatorProof.Passphrase(passphrase.toCharArray(), OperatorProof.USUAL)) {
      return console.unlock(proof);
    }
  }

  @Test
  void refusesSenselessNumbers() {
    assertFails(ConsoleException.Code.INVALID, () -> console.holds(0));
    assertFails(ConsoleException.Code.INVALID, () -> console.grants(-1));
    assertFails(ConsoleException.Code.INVALID, () -> console.sessions(0));
    assertFails(ConsoleException.Code.INVALID, () -> console.exchanges(FIRST, -1, 10));
    assertFails(ConsoleException.Code.INVALID, () -> console.exchanges(FIRST, 0, 0));
  }

  @Test
  void verifiesTheStore() {
    SampleFrames.open(recordings.recorder(), FIRST);
    assertThat(console.verify().intact()).isTrue();
    assertThat(console.verify().frames()).isEqualTo(recordings.lastSequence());
  }

  @Test
  void saysThatTheStoreIsClosed() throws InterruptedException {
    try (FrameFeed feed = console.feed(1)) {
      recordings.close();
      assertFails(ConsoleException.Code.GONE, () -> drain(feed));
    }
  }

  private static void drain(FrameFeed feed) throws InterruptedException {
    Instant limit = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(limit)) {
      feed.next(10, Duration.ofMillis(50));
    }
  }

  private static List<Frame> take(FrameFeed feed, int count) throws InterruptedException {
    List<Frame> frames = new ArrayList<>();
    Instant limit = Instant.now().plus(PATIENCE);
    while (frames.size() < count && Instant.now().isBefore(limit)) {
      frames.addAll(feed.next(count - frames.size(), Duration.ofSeconds(1)));
    }
    assertThat(frames).hasSize(count);
    return frames;
  }

  private static void assertFails(
      ConsoleException.Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(action)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
  }
}
