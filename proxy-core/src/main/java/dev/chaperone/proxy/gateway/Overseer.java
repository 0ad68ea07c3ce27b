package dev.chaperone.proxy.gateway;

import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.proxy.approval.Approvals;
import dev.chaperone.proxy.approval.hold.AgentFrames;
import dev.chaperone.proxy.approval.submit.EnvelopeSource;
import dev.chaperone.proxy.approval.submit.HttpUpstreamJobs;
import dev.chaperone.proxy.catalogue.Catalogue;
import dev.chaperone.proxy.estimate.Estimator;
import dev.chaperone.proxy.identity.Repeater;
import dev.chaperone.proxy.mask.HashKey;
import dev.chaperone.proxy.masking.Inheritances;
import dev.chaperone.proxy.masking.MaskDesk;
import dev.chaperone.proxy.masking.ResultBook;
import dev.chaperone.proxy.masking.TagLedger;
import dev.chaperone.proxy.review.AgentHistory;
import dev.chaperone.proxy.review.ApprovalCounter;
import dev.chaperone.proxy.review.BudgetKeeper;
import dev.chaperone.proxy.review.EnvelopeLook;
import dev.chaperone.proxy.review.ForgettingJobs;
import dev.chaperone.proxy.review.HeldJobs;
import dev.chaperone.proxy.review.JobLevels;
import dev.chaperone.proxy.review.LateReviews;
import dev.chaperone.proxy.review.PolicyGate;
import dev.chaperone.proxy.review.Reviewer;
import dev.chaperone.proxy.sql.SqlInspector;
import dev.chaperone.proxy.surface.PathRecogniser;
import dev.chaperone.recordings.MaskingRecords;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.Identity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Builds what decides, holds and submits for one gateway, and takes it down again. */
final class Overseer implements AutoCloseable {
  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final ExecutorService threads;
  private final Approvals approvals;
  private final PolicyGate gate;
  private final ApprovalDesk desk;
  private final MaskDesk masks;
  private final Repeater.Repetition sweeper;

  private Overseer(
      ExecutorService threads,
      Approvals approvals,
      PolicyGate gate,
      ApprovalDesk desk,
      MaskDesk masks,
      Repeater.Repetition sweeper) {
    this.threads = threads;
    this.approvals = approvals;
    this.gate = gate;
    this.desk = desk;
    this.masks = masks;
    this.sweeper = sweeper;
  }

  /**
   * @param maskingKey for hashes in the place of values
   * @param revoked whose holds are not carried out any more
   */
  static Overseer start(
      Oversight oversight,
      Recordings recordings,
      Clock clock,
      Roads roads,
      PathRecogniser recogniser,
      HashKey maskingKey,
      Predicate<Identity> revoked) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    // Holds are looked at by reviews, and reviewed again when they are submitted.
    List<Approvals> later = new CopyOnWriteArrayList<>();
    Catalogue catalogue = new Catalogue(roads.upstreams(), clock, Catalogue.MAX_AGE, threads);
    MaskingRecords records = recordings.maskingRecords();
    ResultBook results = new ResultBook(records);
    Inheritances inheritances = Inheritances.open(records::inherited, results::of);
    MaskDesk masks =
        new MaskDesk(oversight.policy()::current, catalogue, inheritances, results, maskingKey);
    Reviewer reviewer =
        new Reviewer(
            oversight.policy()::current,
            new SqlInspector(oversight.analysis()),
            catalogue,
            new Estimator(roads.upstreams(), threads),
            AgentHistory.open(recordings.policyRecords(), clock),
            clock,
            () -> later.stream().flatMap(a -> a.holds().all().stream()).toList(),
            roads.ways(),
            inheritances,
            oversight.lookUps());
    BudgetKeeper budgets =
        BudgetKeeper.open(
            recordings.policyRecords(), recordings.recorder(), oversight.policy().current(), clock);
    AgentFrames frames = new AgentFrames(recordings.recorder());
    HeldJobs jobs = new HeldJobs(recogniser);
    JobLevels levels = new JobLevels();
    EnvelopeSource envelopes =
        new EnvelopeLook(reviewer, jobs, budgets, levels, masks, frames, clock, revoked);
    Approvals approvals =
        Approvals.open(
            recordings.approvals(),
            recordings.recorder(),
            clock,
            System::nanoTime,
            new ForgettingJobs(new HttpUpstreamJobs(roads.upstreams(), frames), reviewer),
            envelopes,
            threads);
    later.add(approvals);
    ApprovalDesk desk =
        new ApprovalCounter(
            approvals,
            reviewer,
            jobs,
            oversight.policy(),
            frames,
            clock,
            new TagLedger(
                oversight.policy()::current, inheritances, records, recordings.recorder()));
    LateReviews late = new LateReviews(reviewer, jobs, approvals, budgets, frames, clock, threads);
    return new Overseer(
        threads,
        approvals,
        new PolicyGate(reviewer, budgets, approvals, late, levels),
        desk,
        masks,
        sweeper(approvals, budgets, late));
  }

  /** Holds first: what became of them tells what becomes of their budgets. */
  private static Repeater.Repetition sweeper(
      Approvals approvals, BudgetKeeper budgets, LateReviews late) {
    Runnable sweep =
        () -> {
          approvals.sweep();
          budgets.sweep(approvals.holds()::find);
          late.resume();
        };
    sweep.run();
    return Repeater.onDaemonThread("hold-sweeper").every(SWEEP, sweep);
  }

  Approvals approvals() {
    return approvals;
  }

  PolicyGate gate() {
    return gate;
  }

  MaskDesk masks() {
    return masks;
  }

  ApprovalDesk desk() {
    return desk;
  }

  @Override
  public void close() {
    sweeper.close();
    threads.shutdownNow();
  }
}
