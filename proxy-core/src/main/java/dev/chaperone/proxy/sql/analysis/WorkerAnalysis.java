package dev.chaperone.proxy.sql.analysis;

import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import dev.chaperone.sql.wire.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;

/**
 * Google's analyser in a worker process that is replaced whenever it fails.
 *
 * <p>One text is analysed at a time. A text that costs a worker its life is remembered and not
 * tried again (one that is late the second time); the others wait for the next worker, and are
 * tried once more there.
 */
public final class WorkerAnalysis implements NativeAnalysis {
  private static final Logger LOG = Logger.getLogger(WorkerAnalysis.class.getName());

  /**
   * How long things may take.
   *
   * @param analysis one text in the worker
   * @param patience one request altogether, waiting for its turn and for a new worker included
   * @param start a new worker until it can be asked
   */
  public record Limits(Duration analysis, Duration patience, Duration start) {
    public static final Limits DEFAULT =
        new Limits(Duration.ofSeconds(3), Duration.ofSeconds(8), Duration.ofSeconds(60));
  }

  private final Limits limits;
  private final WorkerKeeper keeper;
  private final Killers killers = new Killers();
  private final AtomicLong ids = new AtomicLong();
  private final ReentrantLock turn = new ReentrantLock(true);

  private WorkerAnalysis(WorkerLauncher launcher, Limits limits) {
    this.limits = limits;
    this.keeper = new WorkerKeeper(launcher, limits.start());
  }

  /** Starts the first worker, and does not wait for it. */
  public static WorkerAnalysis start(WorkerLauncher launcher, Limits limits) {
    WorkerAnalysis analysis = new WorkerAnalysis(launcher, limits);
    analysis.keeper.begin();
    return analysis;
  }

  @Override
  public State state() {
    return keeper.state();
  }

  /** Waits until the worker can be asked, or never will. */
  public State awaitStarted(Duration limit) throws InterruptedException {
    Optional<AnalysisWorker> unused = keeper.worker(System.nanoTime() + limit.toNanos());
    return keeper.state();
  }

  @Override
  public ScriptFacts analyse(
      String sql,
      Optional<String> project,
      Optional<String> dataset,
      CatalogueSnapshot catalogue,
      Duration patience) {
    if (killers.contains(sql)) {
      return doubt(
          Doubt.Reason.KNOWN_KILLER,
          "this text made the analyser fail before; it is not tried again");
    }
    Message.Request request =
        new Message.Request(ids.incrementAndGet(), sql, project, dataset, catalogue);
    Duration shorter = patience.compareTo(limits.patience()) < 0 ? patience : limits.patience();
    long deadline = System.nanoTime() + shorter.toNanos();
    try {
      ScriptFacts first = inTurn(request, deadline);
      return isLost(first) ? inTurn(request, deadline) : first;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return doubt(Doubt.Reason.ANALYSER_FAILED, "the request was broken off");
    }
  }

  @Override
  public void close() {
    keeper.close();
  }

  /** For whoever watches over the process. */
  public Optional<ProcessHandle> process() {
    return keeper.current().map(worker -> worker.process().toHandle());
  }

  private ScriptFacts inTurn(Message.Request request, long deadline) throws InterruptedException {
    if (!turn.tryLock(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
      return doubt(Doubt.Reason.ANALYSER_STARTING, "the analyser is busy");
    }
    try {
      Optional<AnalysisWorker> worker = keeper.worker(deadline);
      if (worker.isEmpty()) {
        return keeper.state() instanceof State.Unavailable(String why)
            ? doubt(Doubt.Reason.ANALYSER_FAILED, why)
            : doubt(Doubt.Reason.ANALYSER_STARTING, "the analyser is not up yet");
      }
      AnalysisWorker.Outcome outcome = worker.get().ask(request, limits.analysis());
      if (!(outcome instanceof AnalysisWorker.Outcome.Answered)) {
        keeper.replace(worker.get());
      }
      return switch (outcome) {
        case AnalysisWorker.Outcome.Answered(ScriptFacts facts) -> facts;
        case AnalysisWorker.Outcome.LostBefore lost -> LOST;
        case AnalysisWorker.Outcome.LateDuring late ->
            // A busy machine makes anything late: it is a killer only if that happens again.
            killers.addLate(request.sql())
                ? failed("it was late twice")
                : doubt(Doubt.Reason.ANALYSER_STARTING, "the analyser was late over this text");
        case AnalysisWorker.Outcome.LostDuring(String why) -> {
          killers.add(request.sql());
          yield failed(why);
        }
      };
    } finally {
      turn.unlock();
    }
  }

  private static ScriptFacts failed(String why) {
    // The text itself stays out of the log.
    LOG.warning("analysis worker lost over one text: " + why);
    return doubt(Doubt.Reason.ANALYSER_FAILED, "the analyser failed over this text: " + why);
  }

  private static final ScriptFacts LOST =
      doubt(Doubt.Reason.ANALYSER_FAILED, "the analyser was lost twice before it read the text");

  private static boolean isLost(ScriptFacts facts) {
    return facts.equals(LOST);
  }

  private static ScriptFacts doubt(Doubt.Reason reason, String detail) {
    return ScriptFacts.unknown(new Doubt(reason, detail));
  }
}
