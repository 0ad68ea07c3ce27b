package dev.chaperone.proxy.approval.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldBook;
import dev.chaperone.proxy.approval.hold.HoldCommand;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.approval.hold.Verdict;
import dev.chaperone.proxy.approval.job.Envelopes;
import dev.chaperone.proxy.approval.job.HeldRequests;
import dev.chaperone.proxy.approval.job.Submission;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.HoldStep;
import dev.chaperone.recordings.frame.JobKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings approved jobs upstream, each one time. That a job is being submitted is durable before
 * upstream hears of it; whenever it is not known whether upstream has it (an unclear answer, a
 * restart), upstream is asked before anything is sent again.
 */
public final class Submitter {
  private static final Logger LOG = LoggerFactory.getLogger(Submitter.class);

  /** Nothing is sent any more so long after submitting began; upstream is only asked. */
  static final Duration SENT_WITHIN = Duration.ofMinutes(10);

  /** Then whoever waits is told that it is not known. */
  static final Duration ASKED_WITHIN = Duration.ofHours(24);

  private final HoldBook book;
  private final UpstreamJobs upstream;
  private final EnvelopeSource envelopes;
  private final Clock clock;
  private final Executor executor;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /** Their end could not be recorded: they are never sent again. */
  private final Set<String> unsure = ConcurrentHashMap.newKeySet();

  /** How often a job may be sent in one go before it waits for the next sweep. */
  private static final int TRIES = 2;

  /**
   * @param executor runs each submission; its threads may block
   */
  public Submitter(
      HoldBook book,
      UpstreamJobs upstream,
      EnvelopeSource envelopes,
      Clock clock,
      Executor executor) {
    this.book = book;
    this.upstream = upstream;
    this.envelopes = envelopes;
    this.clock = clock;
    this.executor = executor;
  }

  /** Takes an approved hold on, in the background. Harmless if it is under way already. */
  public void submit(String id) {
    if (underWay.add(id)) {
      boolean handedOver = false;
      try {
        executor.execute(() -> run(id));
        handedOver = true;
      } finally {
        if (!handedOver) {
          underWay.remove(id);
        }
      }
    }
  }

  /** Takes on what a restart or an unclear answer left behind. */
  public void resume() {
    for (Hold hold : book.open()) {
      if (hold.isJob()
          && (hold.state() == HoldState.APPROVED || hold.state() == HoldState.SUBMITTING)) {
        submit(hold.id());
      }
    }
  }

  private void run(String id) {
    try {
      Optional<Hold> hold = book.find(id);
      if (hold.isEmpty() || !hold.get().isJob()) {
        return;
      }
      switch (hold.get().state()) {
        case APPROVED -> approved(hold.get());
        case SUBMITTING -> ask(hold.get());
        case PENDING, DONE, EDITED, DENIED, EXPIRED, WITHDRAWN -> {}
      }
    } catch (RuntimeException e) {
      // It stands where its last durable step left it, and is taken on again by the next sweep.
      LOG.warn("Submitting hold {} failed and is tried again: {}", id, e.toString());
    } finally {
      underWay.remove(id);
    }
  }

  private void approved(Hold hold) {
    switch (envelopes.look(hold)) {
      case EnvelopeSource.Now.NotKnown(String why) ->
          LOG.info("Hold {} waits: what it rests on cannot be looked at ({})", hold.id(), why);
      case EnvelopeSource.Now.Denied(String rule, String reason) ->
          book.deny(
              hold.id(), Decider.gateway(), "policy rule " + rule + " denies it now: " + reason);
      case EnvelopeSource.Now.Is(Envelope now) -> {
        List<String> drift = Envelopes.drift(hold.request().envelope(), now);
        if (drift.isEmpty()) {
          begin(hold);
        } else {
          drifted(hold, now, drift);
        }
      }
    }
  }

  private void drifted(Hold hold, Envelope now, List<String> drift) {
    Verdict verdict =
        book.replace(
            Decider.gateway(),
            HoldCommand.Replace.BY_DRIFT,
            HeldRequests.drifted(hold, now, drift),
            String.join("; ", drift));
    LOG.info("Hold {} drifted: {}", hold.id(), verdict);
  }

  private void begin(Hold hold) {
    if (book.command(hold.id(), new HoldCommand.Submit()) instanceof Verdict.Applied(Hold begun)) {
      send(begun, TRIES);
    }
  }

  private void send(Hold hold, int triesLeft) {
    switch (upstream.insert(hold, Submission.of(hold))) {
      case UpstreamJobs.Outcome.Job(var made) ->
          has(hold, HoldStep.SUBMITTED, "submitted as job " + key(hold), made);
      case UpstreamJobs.Outcome.Rejected(String reason, String message) ->
          finish(hold, HoldCommand.Finish.FAILED, reason, message);
      case UpstreamJobs.Outcome.Exists e -> ask(hold, triesLeft - 1);
      case UpstreamJobs.Outcome.Unclear(String why) -> {
        LOG.info("Whether BigQuery has the job of hold {} is not clear: {}", hold.id(), why);
        ask(hold, triesLeft - 1);
      }
      case UpstreamJobs.Outcome.Missing m ->
          finish(hold, HoldCommand.Finish.FAILED, "notFound", "BigQuery answered: not found");
    }
  }

  private void ask(Hold hold) {
    ask(hold, TRIES);
  }

  /** Upstream may have the job: it is asked, and sent again only if it does not. */
  private void ask(Hold hold, int triesLeft) {
    switch (upstream.get(hold, key(hold))) {
      case UpstreamJobs.Outcome.Job(var found) -> {
        if (Submission.isOf(hold, found)) {
          has(hold, HoldStep.ADOPTED, "BigQuery has it as job " + key(hold), found);
        } else {
          finish(
              hold, HoldCommand.Finish.FAILED, "duplicate", "another job has the id " + key(hold));
        }
      }
      case UpstreamJobs.Outcome.Missing m -> {
        if (unsure.contains(hold.id())) {
          finish(
              hold,
              HoldCommand.Finish.FAILED,
              "",
              "how submitting it ended could not be recorded; BigQuery does not have it");
        } else if (!clock.instant().isBefore(sentUntil(hold))) {
          finish(
              hold,
              HoldCommand.Finish.FAILED,
              "",
              "BigQuery did not take it in time, and does not have it");
        } else if (triesLeft > 0) {
          send(hold, triesLeft);
        }
      }
      case UpstreamJobs.Outcome.Exists e -> later(hold, "an answer that does not fit");
      case UpstreamJobs.Outcome.Rejected(String reason, String message) ->
          later(hold, reason + ": " + message);
      case UpstreamJobs.Outcome.Unclear(String why) -> later(hold, why);
    }
  }

  private void later(Hold hold, String why) {
    LOG.info("BigQuery cannot tell yet whether it has the job of hold {}: {}", hold.id(), why);
    if (!clock.instant().isBefore(hold.step().at().plus(ASKED_WITHIN))) {
      finish(
          hold,
          HoldCommand.Finish.UNKNOWN,
          "",
          "BigQuery did not tell whether it has the job: " + why);
    }
  }

  private static Instant sentUntil(Hold hold) {
    return hold.step().at().plus(SENT_WITHIN);
  }

  private void has(Hold hold, String cause, String detail, ObjectNode job) {
    String location = job.path("jobReference").path("location").asText("");
    finish(hold, new HoldCommand.Finish(cause, "", detail, location));
  }

  private void finish(Hold hold, String cause, String errorReason, String detail) {
    finish(hold, new HoldCommand.Finish(cause, errorReason, detail));
  }

  private void finish(Hold hold, HoldCommand.Finish end) {
    try {
      book.command(hold.id(), end);
      unsure.remove(hold.id());
    } catch (RecordingException e) {
      // The step may be on record all the same. If it says "failed", sending the job once more
      // would run what the record says has not run.
      unsure.add(hold.id());
      throw e;
    }
  }

  private static JobKey key(Hold hold) {
    return hold.request().job().orElseThrow();
  }
}
