package dev.chaperone.proxy.approval.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.approval.Approvals;
import dev.chaperone.proxy.approval.FakeBigQuery;
import dev.chaperone.proxy.approval.Held;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldLife;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.approval.hold.Opened;
import dev.chaperone.proxy.approval.hold.Verdict;
import dev.chaperone.proxy.approval.job.Submission;
import dev.chaperone.proxy.identity.SettableClock;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.recordings.RecordingException.Code;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.TableState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SubmitterTest {
  private static final JobKey KEY = new JobKey("demo", "EU", "job_1");

  private final SettableClock clock = new SettableClock(Held.START);
  private final InMemoryRecordings recordings = new InMemoryRecordings(clock);
  private final FakeBigQuery upstream = new FakeBigQuery();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private EnvelopeSource envelopes = hold -> new EnvelopeSource.Now.Is(hold.request().envelope());
  private Approvals approvals = open();

  private Approvals open() {
    return Approvals.open(
        recordings.approvals(),
        recordings,
        clock,
        () -> 0,
        upstream,
        hold -> envelopes.look(hold),
        later::add);
  }

  private void work() {
    while (!later.isEmpty()) {
      later.remove().run();
    }
  }

  private String held() {
    return ((Opened.New) approvals.holds().open(Held.query("job_1"), Optional.empty())).hold().id();
  }

  private String approved() {
    String id = held();
    approve(id);
    return id;
  }

  private Verdict approve(String id) {
    return approvals.approve(id, Held.GRACE, "fine", OptionalLong.empty());
  }

  private Hold hold(String id) {
    return approvals.holds().find(id).orElseThrow();
  }

  /** The gateway stops here; only what is recorded is left. */
  private void restart() {
    later.clear();
    approvals = open();
    approvals.sweep();
  }

  @Test
  void anApprovedJobIsSubmittedOnceUnderItsIdAndBelongsToItsOwner() {
    String id = approved();
    assertThat(recordings.ownerOf(Owned.job(KEY))).isEmpty();
    approvals.sweep();
    work();
    approvals.sweep();
    work();
    assertThat(upstream.calls()).containsExactly("insert job_1");
    assertThat(hold(id).submitted()).isTrue();
    assertThat(recordings.ownerOf(Owned.job(KEY)).orElseThrow().owner()).isEqualTo(Held.ALICE);
    assertThat(recordings.bodies(FrameBody.Hold.class))
        .extracting(FrameBody.Hold::state)
        .containsExactly("PENDING", "APPROVED", "SUBMITTING", "DONE");
  }

  @Test
  void whereBigQueryHasTheJobIsLearntFromItsAnswer() {
    HeldRequest request =
        Held.job(
            Held.ALICE,
            new JobKey("demo", "", "job_1"),
            "",
            Held.json(
                "{\"jobReference\":{\"jobId\":\"job_1\"},\"configuration\":{\"query\":{\"query\":\"x\"}}}"),
            1,
            Held.START.plus(Held.PATIENCE));
    approve(((Opened.New) approvals.holds().open(request, Optional.empty())).hold().id());
    work();
    assertThat(recordings.ownerOf(Owned.job(new JobKey("demo", "", "job_1"))).orElseThrow())
        .isEqualTo(new dev.chaperone.recordings.Ownership(Held.ALICE, "EU"));
  }

  @Test
  void P4_anUpstreamThatNeverTellsIsNotWaitedForForEver() {
    upstream.trouble(new Script(2, 3));
    String id = approved();
    work();
    upstream.trouble(() -> 3);
    clock.advance(Submitter.ASKED_WITHIN);
    approvals.sweep();
    work();
    assertThat(hold(id).step().cause()).isEqualTo("unknown");
  }

  @Test
  void P4_submittingIsDurableBeforeUpstreamHearsOfIt() {
    String id = approved();
    recordings.failReceipts(Code.STORE_FULL);
    work();
    assertThat(upstream.calls()).isEmpty();
    assertThat(hold(id).state()).isEqualTo(HoldState.APPROVED);
    recordings.recover();
    approvals.sweep();
    work();
    assertThat(hold(id).submitted()).isTrue();
  }

  @Test
  void P4_afterARestartInTheMiddleUpstreamIsAskedBeforeAnythingIsSent() {
    String id = approved();
    recordings.failReceipts(
        Code.STORE_FAILED, body -> body instanceof FrameBody.Hold h && h.state().equals("DONE"));
    work(); // upstream has it, but that is not on record
    assertThat(hold(id).state()).isEqualTo(HoldState.SUBMITTING);
    recordings.recover();
    restart();
    work();
    assertThat(upstream.calls()).containsExactly("insert job_1", "get job_1");
    assertThat(hold(id).step().cause()).isEqualTo("adopted");
    assertThat(upstream.executed()).hasSize(1);
  }

  @Test
  void P4_aRestartBeforeUpstreamHadItSendsItThen() {
    String id = approved();
    upstream.trouble(new Script(2, 3));
    work(); // the insert is lost, and so is the question
    assertThat(hold(id).state()).isEqualTo(HoldState.SUBMITTING);
    restart();
    work();
    assertThat(upstream.calls())
        .containsExactly("insert job_1", "get job_1", "get job_1", "insert job_1");
    assertThat(hold(id).submitted()).isTrue();
    assertThat(upstream.executed()).hasSize(1);
  }

  @Test
  void P4_aLostAnswerIsClearedUpByAsking() {
    upstream.trouble(new Script(1));
    String id = approved();
    work();
    assertThat(upstream.calls()).containsExactly("insert job_1", "get job_1");
    assertThat(hold(id).step().cause()).isEqualTo("adopted");
  }

  @Test
  void P4_aForeignJobOfTheSameIdIsNeverAdopted() {
    upstream.foreign(Held.json(Held.query("job_1").resource()));
    String id = approved();
    work();
    assertThat(hold(id).state()).isEqualTo(HoldState.DONE);
    assertThat(hold(id).step().cause()).isEqualTo("failed");
    assertThat(hold(id).step().errorReason()).isEqualTo("duplicate");
    assertThat(recordings.ownerOf(Owned.job(KEY))).isEmpty();
    assertThat(upstream.executed()).isEmpty();
  }

  @Test
  void whatBigQueryRejectsFailsWithItsReason() {
    upstream.trouble(new Script(4));
    String id = approved();
    work();
    assertThat(hold(id).step().errorReason()).isEqualTo("invalidQuery");
    assertThat(hold(id).detail()).contains("Syntax error");
  }

  @Test
  void P4_anEndThatCouldNotBeRecordedForbidsSendingAgain() {
    upstream.trouble(new Script(4));
    String id = approved();
    recordings.failReceipts(
        Code.STORE_FAILED, body -> body instanceof FrameBody.Hold h && h.state().equals("DONE"));
    work(); // rejected; that "failed" is on record is not sure
    recordings.recover();
    approvals.sweep();
    work();
    assertThat(upstream.calls()).containsExactly("insert job_1", "get job_1");
    assertThat(hold(id).step().cause()).isEqualTo("failed");
    assertThat(upstream.executed()).isEmpty();
  }

  @Test
  void P4_anUpstreamThatStaysAwayIsAskedOnAndNothingIsSentLate() {
    upstream.trouble(() -> 3);
    String id = approved();
    upstream.trouble(new Script(2, 3));
    work();
    clock.advance(Submitter.SENT_WITHIN);
    upstream.trouble(() -> 3);
    approvals.sweep();
    work();
    assertThat(hold(id).state()).isEqualTo(HoldState.SUBMITTING);
    upstream.trouble(() -> 0);
    approvals.sweep();
    work();
    assertThat(hold(id).step().cause()).isEqualTo("failed");
    assertThat(hold(id).detail()).contains("did not take it in time");
    assertThat(upstream.executed()).isEmpty();
  }

  @Test
  void P5_whatDriftedWaitsForANewDecisionUnderTheSameJobId() {
    envelopes = hold -> new EnvelopeSource.Now.Is(changed(hold.request().envelope()));
    String id = approved();
    work();
    assertThat(upstream.calls()).isEmpty();
    assertThat(hold(id).state()).isEqualTo(HoldState.EDITED);
    assertThat(hold(id).step().cause()).isEqualTo("drifted");
    Hold fresh = approvals.holds().ofJob(KEY).orElseThrow();
    assertThat(fresh.id()).isEqualTo(hold(id).step().successor());
    assertThat(fresh.state()).isEqualTo(HoldState.PENDING);
    assertThat(fresh.request().drift())
        .containsExactly("table demo.shop.orders: its schema changed");
    assertThat(fresh.request().envelope().tables().getFirst().schemaDigest()).isEqualTo("other");

    envelopes = hold -> new EnvelopeSource.Now.Is(hold.request().envelope());
    approve(fresh.id());
    work();
    assertThat(hold(fresh.id()).submitted()).isTrue();
    assertThat(upstream.executed().getFirst().at("/configuration/labels/chaperone-hold").asText())
        .isEqualTo(fresh.id());
  }

  private static Envelope changed(Envelope was) {
    return new Envelope(
        was.sqlDigest(),
        was.fingerprint(),
        was.parametersDigest(),
        was.configurationDigest(),
        was.destination(),
        was.location(),
        List.of(new TableState("demo.shop.orders", "TABLE", "other", "", "no")),
        was.bytes(),
        Held.START.plus(Held.PATIENCE.multipliedBy(2)));
  }

  @Test
  void P4_aDenyOfPolicyStandsOverAnApproval() {
    envelopes = hold -> new EnvelopeSource.Now.Denied("no-drops", "not any more");
    String id = approved();
    work();
    assertThat(upstream.calls()).isEmpty();
    assertThat(hold(id).state()).isEqualTo(HoldState.DENIED);
    assertThat(hold(id).detail()).contains("no-drops").contains("not any more");
  }

  @Test
  void P3_whatCannotBeLookedAtDoesNotRunAndIsGivenUpInTime() {
    envelopes = hold -> new EnvelopeSource.Now.NotKnown("the catalogue is away");
    String id = approved();
    work();
    assertThat(hold(id).state()).isEqualTo(HoldState.APPROVED);
    clock.advance(HoldLife.STARTS_WITHIN);
    approvals.sweep();
    work();
    assertThat(hold(id).state()).isEqualTo(HoldState.EXPIRED);
    assertThat(upstream.calls()).isEmpty();
  }

  @Test
  void anApprovalThatARestartInterruptedIsCarriedOutAfterwards() {
    String id = approved();
    restart();
    work();
    assertThat(hold(id).submitted()).isTrue();
  }

  @Test
  void anEditedRequestRunsInsteadUnderTheSameJobIdAndTheOriginalIsKept() {
    String id = held();
    HeldRequest edited = Held.replacing(hold(id).request(), id, "");
    Verdict verdict =
        approvals.editAndApprove(
            edited, Held.GRACE, "+ where day = today", "smaller", OptionalLong.of(7));
    work();
    assertThat(verdict).isInstanceOf(Verdict.Applied.class);
    Hold fresh = hold(verdict.hold().id());
    assertThat(fresh.submitted()).isTrue();
    assertThat(fresh.request().replaces()).isEqualTo(id);
    assertThat(hold(id).state()).isEqualTo(HoldState.EDITED);
    assertThat(hold(id).detail()).isEqualTo("+ where day = today");
    assertThat(approvals.holds().ofJob(KEY)).contains(fresh);
    assertThat(approve(id)).isInstanceOf(Verdict.Refused.class);
    assertThat(Submission.isOf(fresh, upstream.executed().getFirst())).isTrue();
  }

  @Test
  void deadlinesAreKeptByTheRepeaterThatWasGiven() {
    String id = held();
    Queue<Runnable> repeated = new ArrayDeque<>();
    var repetition =
        approvals.start(
            (period, task) -> {
              assertThat(period).isEqualTo(Duration.ofSeconds(1));
              repeated.add(task);
              return repeated::clear;
            });
    clock.advance(Held.PATIENCE);
    repeated.element().run();
    assertThat(hold(id).state()).isEqualTo(HoldState.EXPIRED);
    repetition.close();
    assertThat(repeated).isEmpty();
  }

  /** These troubles in turn, then none. */
  private static final class Script implements java.util.function.IntSupplier {
    private final Queue<Integer> next = new ArrayDeque<>();

    Script(int... troubles) {
      for (int trouble : troubles) {
        next.add(trouble);
      }
    }

    @Override
    public int getAsInt() {
      return next.isEmpty() ? 0 : next.remove();
    }
  }
}
