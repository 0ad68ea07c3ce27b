package dev.chaperone.recordings;

import static dev.chaperone.recordings.ApprovalFrames.GRACE;
import static dev.chaperone.recordings.ApprovalFrames.JOB;
import static dev.chaperone.recordings.ApprovalFrames.START;
import static dev.chaperone.recordings.TestFrames.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.GrantChange;
import dev.chaperone.recordings.frame.HoldStep;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalRecordsTest {
  private static final SessionId S = new SessionId("s-1");
  private static final ExchangeId X = new ExchangeId("x-1");

  @TempDir Path data;
  private final TestClock clock = new TestClock();

  private LocalRecordings open() {
    return LocalRecordings.open(StoreConfig.of(data, clock));
  }

  private static long hold(LocalRecordings store, FrameBody.Hold body) {
    return store
        .recorder()
        .record(
            new FrameDraft(
                S,
                body.request().isPresent() ? Optional.of(X) : Optional.empty(),
                Optional.of(JOB),
                body));
  }

  private static List<FrameBody> approvals(LocalRecordings store, Instant since) {
    List<FrameBody> found = new ArrayList<>();
    store.approvals().approvalFrames(since, frame -> found.add(frame.body().orElseThrow()));
    return found;
  }

  @Test
  void aHoldIsListedAsItsLastStepLeavesIt() {
    try (LocalRecordings store = open()) {
      store.recorder().record(TestFrames.opened(S, ALICE));
      hold(store, ApprovalFrames.opened("hold_1", S));
      HoldSummary pending = store.approvals().holds(10).getFirst();
      assertThat(pending.state()).isEqualTo("PENDING");
      assertThat(pending.owner()).isEqualTo(ALICE);
      assertThat(pending.exchange()).isEqualTo("x-1");
      assertThat(pending.job()).contains(JOB);
      assertThat(pending.sql()).isEqualTo("select 'π'");
      assertThat(pending.statementKinds()).containsExactly("SELECT");
      assertThat(pending.bytes()).isEqualTo(3L << 40);
      assertThat(pending.cap()).isEqualTo(-1);
      assertThat(pending.expires()).isEqualTo(START.plusSeconds(900));
      assertThat(pending.replaces()).isEqualTo("hold_0");

      hold(store, ApprovalFrames.step("hold_1", 2, "APPROVED", "approved", 77));
      hold(store, ApprovalFrames.step("hold_1", 3, "DENIED", "denied", -1));
      HoldSummary denied = store.approvals().holds(10).getFirst();
      assertThat(denied.state()).isEqualTo("DENIED");
      assertThat(denied.decider()).isEqualTo(GRACE);
      assertThat(denied.cap()).isEqualTo(77);
      assertThat(denied.created()).isEqualTo(START.plusSeconds(0));
      assertThat(denied.changed()).isEqualTo(START.plusSeconds(3));
      assertThat(store.approvals().holdOfJob(new JobKey("demo", "", "job_held")))
          .map(HoldSummary::id)
          .contains("hold_1");
      assertThat(store.approvals().holdOfJob(new JobKey("demo", "US", "job_held"))).isEmpty();
    }
  }

  @Test
  void whatIsOpenOrRecentIsReplayedWholeAndInOrder() {
    FrameBody.Hold first = ApprovalFrames.opened("hold_1", S);
    FrameBody.Hold over = ApprovalFrames.step("hold_1", 2, "DENIED", "denied", -1);
    FrameBody.Hold open = ApprovalFrames.opened("hold_2", S);
    GrantChange made = ApprovalFrames.grant("grant_1", GrantChange.MADE, 3);
    try (LocalRecordings store = open()) {
      store.recorder().record(TestFrames.opened(S, ALICE));
      hold(store, first);
      hold(store, open);
      store.recorder().record(FrameDraft.system(made.note()));
      hold(store, over);
    }
    try (LocalRecordings store = open()) {
      assertThat(approvals(store, Instant.EPOCH)).containsExactly(first, open, made.note(), over);
      assertThat(approvals(store, START.plusSeconds(60))).containsExactly(open, made.note());
      List<FrameBody> one = new ArrayList<>();
      store.approvals().framesOf("hold_1", (Frame f) -> one.add(f.body().orElseThrow()));
      assertThat(one).containsExactly(first, over);
      store.rebuild();
      assertThat(approvals(store, Instant.EPOCH)).containsExactly(first, open, made.note(), over);
    }
  }

  @Test
  void aSubmittedJobBelongsToWhoseRequestWasHeldAtOnceAndAfterARestart() {
    try (LocalRecordings store = open()) {
      store.recorder().record(TestFrames.opened(S, ALICE));
      hold(store, ApprovalFrames.opened("hold_1", S));
      assertThat(store.ownerOf(Owned.job(JOB))).isEmpty();
      store
          .recorder()
          .record(
              new FrameDraft(
                  SessionId.SYSTEM,
                  Optional.empty(),
                  Optional.of(JOB),
                  ApprovalFrames.step("hold_1", 2, "DONE", "submitted", -1)));
      assertThat(store.ownerOf(Owned.job(JOB))).contains(new Ownership(ALICE, "EU"));
    }
    try (LocalRecordings store = open()) {
      assertThat(store.ownerOf(Owned.job(JOB))).contains(new Ownership(ALICE, "EU"));
    }
  }

  @Test
  void grantsAreListedWithWhatIsLeftOfThem() {
    try (LocalRecordings store = open()) {
      store
          .recorder()
          .record(FrameDraft.system(ApprovalFrames.grant("grant_1", GrantChange.MADE, 3).note()));
      store
          .recorder()
          .record(FrameDraft.system(ApprovalFrames.grant("grant_1", GrantChange.USED, 2).note()));
      GrantSummary grant = store.approvals().grants(10).getFirst();
      assertThat(grant.left()).isEqualTo(2);
      assertThat(grant.count()).isEqualTo(3);
      assertThat(grant.revoked()).isFalse();
      assertThat(grant.by()).isEqualTo(GRACE);
      assertThat(grant.tables()).containsExactly("demo.shop.orders", "demo.shop.customers");
      store
          .recorder()
          .record(
              FrameDraft.system(ApprovalFrames.grant("grant_1", GrantChange.REVOKED, 2).note()));
      assertThat(store.approvals().grants(10).getFirst().revoked()).isTrue();
    }
  }

  @Test
  void whoMayGovernAndByWhichPolicyIsFoundAgainAndNeverErased() {
    FrameBody.Note set = new FrameBody.Note(FrameType.OPERATOR, Map.of("change", "passphrase-set"));
    FrameBody.Note policy = new FrameBody.Note(FrameType.POLICY, Map.of("change", "in-force"));
    Decider ada = new Decider("ada", Decider.How.OPERATOR_SESSION, "passphrase", "op_1");
    FrameBody.Note unlocked = new FrameBody.Note(FrameType.OPERATOR, ada.values());
    try (LocalRecordings store = open()) {
      long first = store.recorder().record(FrameDraft.system(set));
      store.recorder().record(FrameDraft.system(policy));
      store.recorder().record(FrameDraft.system(unlocked));
      assertThatThrownBy(() -> store.erase(first, "asked"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("operator");
    }
    try (LocalRecordings store = open()) {
      List<FrameBody> operator = new ArrayList<>();
      store
          .approvals()
          .framesOf(ApprovalRecords.OPERATOR, (Frame f) -> operator.add(f.body().orElseThrow()));
      assertThat(operator).containsExactly(set, unlocked);
      assertThat(Decider.of(((FrameBody.Note) operator.getLast()).values())).isEqualTo(ada);
      List<FrameBody> policies = new ArrayList<>();
      store
          .approvals()
          .framesOf(ApprovalRecords.POLICY, (Frame f) -> policies.add(f.body().orElseThrow()));
      assertThat(policies).containsExactly(policy);
      assertThat(store.approvals().grants(10)).isEmpty();
    }
  }

  @Test
  void theOperatorSessionOfADecisionIsRead() {
    HoldStep step =
        new HoldStep(
            2,
            START,
            Optional.of(ALICE),
            new Decider("ada", Decider.How.OPERATOR_SESSION, "oidc", "op_1"),
            "",
            "",
            -1,
            "");
    FrameBody.Hold approved =
        new FrameBody.Hold("hold_1", "APPROVED", "fine", step, Optional.empty());
    try (LocalRecordings store = open()) {
      store.recorder().record(TestFrames.opened(S, ALICE));
      hold(store, ApprovalFrames.opened("hold_1", S));
      hold(store, approved);
      List<FrameBody> read = new ArrayList<>();
      store.approvals().framesOf("hold_1", (Frame f) -> read.add(f.body().orElseThrow()));
      assertThat(read.getLast()).isEqualTo(approved);
    }
  }

  @Test
  void aFrameIsErasedOnlyWhenItsHoldIsOver() {
    try (LocalRecordings store = open()) {
      store.recorder().record(TestFrames.opened(S, ALICE));
      long first = hold(store, ApprovalFrames.opened("hold_1", S));
      assertThatThrownBy(() -> store.erase(first, "asked"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("still in force");
      hold(store, ApprovalFrames.step("hold_1", 2, "EXPIRED", "expired", -1));
      store.erase(first, "asked");
      assertThat(store.approvals().holds(1).getFirst().sql()).isEmpty();
      assertThat(store.verify().faults()).isEmpty();
    }
  }

  @Test
  void aDatabaseOfTheFirstVersionLearnsHolds() throws Exception {
    try (LocalRecordings store = open()) {
      store.recorder().record(TestFrames.opened(S, ALICE));
    }
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:async:" + data.resolve("recordings").toAbsolutePath(), "chaperone", "");
        Statement statement = connection.createStatement()) {
      for (String table : List.of("holds", "grants", "approval_frames")) {
        statement.execute("drop table " + table);
      }
      statement.execute("delete from schema_version where version > 1");
    }
    java.nio.file.Files.deleteIfExists(data.resolve("recordings.checksum"));
    SessionId next = new SessionId("s-2");
    try (LocalRecordings store = open()) {
      assertThat(store.session(S)).isPresent();
      store.recorder().record(TestFrames.opened(next, ALICE));
      store.recorder().record(FrameDraft.ofSession(next, ApprovalFrames.opened("hold_1", next)));
      assertThat(store.approvals().holds(1)).extracting(HoldSummary::id).containsExactly("hold_1");
    }
  }
}
