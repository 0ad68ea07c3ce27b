package dev.chaperone.proxy.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.approval.grant.GrantAsk;
import dev.chaperone.proxy.approval.grant.GrantTerms;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.approval.hold.Opened;
import dev.chaperone.proxy.approval.submit.EnvelopeSource;
import dev.chaperone.proxy.identity.SettableClock;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.LocalRecordings;
import dev.chaperone.recordings.StoreConfig;
import dev.chaperone.recordings.TestFrames;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds and grants over the real store: journal, database, restarts. */
class ApprovalsInTheStoreTest {
  @TempDir Path data;

  private final SettableClock clock = new SettableClock(Held.START);
  private final FakeBigQuery upstream = new FakeBigQuery();

  private LocalRecordings store() {
    return LocalRecordings.open(StoreConfig.of(data, clock));
  }

  private Approvals approvals(LocalRecordings store) {
    Approvals approvals =
        Approvals.open(
            store.approvals(),
            store.recorder(),
            clock,
            System::nanoTime,
            upstream,
            hold -> new EnvelopeSource.Now.Is(hold.request().envelope()),
            Runnable::run);
    approvals.sweep();
    return approvals;
  }

  private static String hold(Approvals approvals, String job) {
    return ((Opened.New) approvals.holds().open(Held.query(job), Optional.empty())).hold().id();
  }

  private static void approve(Approvals approvals, String id) {
    approvals.approve(id, Held.GRACE, "fine", OptionalLong.empty());
  }

  private static JobKey job(String id) {
    return new JobKey("demo", "EU", id);
  }

  @Test
  void P4_holdsAndGrantsAreAfterARestartWhatTheyWereBefore() {
    String denied;
    String waiting;
    List<Hold> before;
    try (LocalRecordings store = store()) {
      store.recorder().record(TestFrames.opened(Held.SESSION, Held.ALICE));
      Approvals approvals = approvals(store);
      denied = hold(approvals, "job_1");
      approvals.deny(denied, Held.LINUS, "too much");
      waiting = hold(approvals, "job_2");
      approve(approvals, hold(approvals, "job_3"));
      approvals
          .grants()
          .make(
              GrantTerms.like(
                  approvals.holds().find(waiting).orElseThrow(),
                  Held.GIB,
                  2,
                  Held.START.plus(Held.PATIENCE)),
              Held.GRACE,
              "");
      before = approvals.holds().all();
    }
    try (LocalRecordings store = store()) {
      Approvals approvals = approvals(store);
      assertThat(approvals.holds().all()).isEqualTo(before);
      assertThat(store.approvals().holds(10))
          .extracting(HoldSummary::state)
          .containsExactly("DONE", "PENDING", "DENIED");
      assertThat(store.ownerOf(Owned.job(job("job_3"))).orElseThrow().owner())
          .isEqualTo(Held.ALICE);
      assertThat(store.ownerOf(Owned.job(job("job_1")))).isEmpty();
      // The agent's session has ended meanwhile; deciding goes on.
      approve(approvals, waiting);
      assertThat(approvals.holds().find(waiting).orElseThrow().submitted()).isTrue();
      GrantAsk ask =
          new GrantAsk(
              Held.ALICE, "shape-1", Optional.of(Set.of("demo.shop.orders")), OptionalLong.of(5));
      assertThat(approvals.grants().use(ask, Held.SESSION, Optional.empty())).isPresent();
      assertThat(store.approvals().grants(10).getFirst().left()).isEqualTo(1);
      assertThat(store.verify().faults()).isEmpty();
    }
  }

  @Test
  void whatWasOverLongAgoIsStillAnsweredForFromTheRecordings() {
    try (LocalRecordings store = store()) {
      store.recorder().record(TestFrames.opened(Held.SESSION, Held.ALICE));
      Approvals approvals = approvals(store);
      approvals.deny(hold(approvals, "job_1"), Held.LINUS, "too much");
      clock.advance(HoldBook.REMEMBERED.plusSeconds(1));
      approvals.sweep();
      assertThat(approvals.holds().ofJob(job("job_1"))).isEmpty();
      assertThat(approvals.holds().ofRecordedJob(job("job_1")))
          .hasValueSatisfying(
              hold -> {
                assertThat(hold.state()).isEqualTo(HoldState.DENIED);
                assertThat(hold.detail()).isEqualTo("too much");
              });
      assertThat(approvals.holds().ofRecordedJob(job("job_9"))).isEmpty();
    }
  }
}
