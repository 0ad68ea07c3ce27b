package dev.chaperone.proxy.sql.analysis;

import dev.chaperone.proxy.sql.analysis.NativeAnalysis.State;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps one worker running: starts it ahead, and another as soon as one is gone. */
final class WorkerKeeper {
  private static final Logger LOG = Logger.getLogger(WorkerKeeper.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /** After so many in a row nobody is made to wait any longer for a worker. */
  private static final int MOST_FAILED_STARTS = 5;

  private final WorkerLauncher launcher;
  private final Duration startLimit;

  // All guarded by this.
  private Optional<AnalysisWorker> ready = Optional.empty();
  private Optional<AnalysisWorker> starting = Optional.empty();
  private State state = new State.Starting();
  private boolean beginning;
  private boolean closed;
  private int failedStarts;

  WorkerKeeper(WorkerLauncher launcher, Duration startLimit) {
    this.launcher = launcher;
    this.startLimit = startLimit;
  }

  synchronized State state() {
    return state;
  }

  synchronized Optional<AnalysisWorker> current() {
    return ready;
  }

  /** Starts another worker on a thread of its own, unless one is on its way. */
  synchronized void begin() {
    if (closed || beginning || state instanceof State.Unavailable) {
      return;
    }
    beginning = true;
    state = new State.Starting();
    Thread thread = new Thread(this::start, "analysis-start");
    thread.setDaemon(true);
    thread.start();
  }

  /** A worker that can be asked; empty if there is none until then. */
  synchronized Optional<AnalysisWorker> worker(long deadline) throws InterruptedException {
    while (true) {
      if (ready.isPresent() && !ready.get().isAlive()) {
        replace(ready.get());
      }
      if (ready.isPresent() || closed || state instanceof State.Unavailable) {
        return ready;
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
    }
  }

  /** This one is no good any more. */
  synchronized void replace(AnalysisWorker worker) {
    worker.kill();
    if (ready.isPresent() && ready.get() == worker) {
      ready = Optional.empty();
      begin();
    }
  }

  synchronized void close() {
    closed = true;
    ready.ifPresent(AnalysisWorker::kill);
    starting.ifPresent(AnalysisWorker::kill);
    ready = Optional.empty();
    state = new State.Unavailable("closed");
    notifyAll();
  }

  private void start() {
    try {
      AnalysisWorker worker = AnalysisWorker.over(launcher.launch());
      if (!announce(worker)) {
        return;
      }
      boolean up = worker.awaitReady(startLimit);
      if (!up) {
        worker.kill();
      }
      finish(worker, up);
    } catch (IOException e) {
      failed("it cannot be launched: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      unavailable("the analyser's start was broken off");
    }
  }

  private synchronized boolean announce(AnalysisWorker worker) {
    if (closed) {
      worker.kill();
      return false;
    }
    starting = Optional.of(worker);
    return true;
  }

  private void finish(AnalysisWorker worker, boolean up) throws InterruptedException {
    if (up) {
      online(worker);
      // One that dies while nobody asks is replaced before the next asks.
      var unused = worker.process().onExit().thenRun(() -> replace(worker));
      return;
    }
    int exit = worker.process().waitFor();
    if (isClosed()) {
      return;
    }
    if (exit == WorkerLauncher.CANNOT_RUN_HERE) {
      unavailable("the native analyser does not run on this machine");
      return;
    }
    failed("it ended with " + exit);
  }

  private void failed(String why) {
    int failures = countFailure();
    if (failures >= MOST_FAILED_STARTS) {
      unavailable("the native analyser did not start %d times: %s".formatted(failures, why));
      return;
    }
    LOG.log(Level.WARNING, "the analysis worker did not start, trying again: {0}", why);
    try {
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << failures));
      again();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      unavailable("the analyser's start was broken off");
    }
  }

  private synchronized int countFailure() {
    return ++failedStarts;
  }

  private synchronized void online(AnalysisWorker worker) {
    beginning = false;
    starting = Optional.empty();
    if (closed) {
      worker.kill();
      return;
    }
    ready = Optional.of(worker);
    state = new State.Ready();
    failedStarts = 0;
    notifyAll();
  }

  private synchronized void again() {
    beginning = false;
    starting = Optional.empty();
    begin();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void unavailable(String why) {
    beginning = false;
    starting = Optional.empty();
    if (!closed) {
      LOG.warning(why + "; SQL is read by the lexer alone, and more is held");
    }
    state = new State.Unavailable(why);
    notifyAll();
  }
}
