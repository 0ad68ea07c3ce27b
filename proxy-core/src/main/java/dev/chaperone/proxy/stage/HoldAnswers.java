package dev.chaperone.proxy.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.answer.Answer;
import dev.chaperone.proxy.approval.Approvals;
import dev.chaperone.proxy.approval.answer.CallDesk;
import dev.chaperone.proxy.approval.answer.HeldJobDesk;
import dev.chaperone.proxy.approval.answer.Reply;
import dev.chaperone.proxy.approval.grant.Grant;
import dev.chaperone.proxy.approval.grant.GrantAsk;
import dev.chaperone.proxy.approval.hold.Opened;
import dev.chaperone.proxy.approval.job.Asked;
import dev.chaperone.proxy.approval.job.Basis;
import dev.chaperone.proxy.approval.job.HeldRequests;
import dev.chaperone.proxy.jobs.JobGuard;
import dev.chaperone.proxy.jobs.JobRequest;
import dev.chaperone.proxy.jobs.OwnershipBook;
import dev.chaperone.proxy.policy.decide.Finding;
import dev.chaperone.proxy.review.LateReviews;
import dev.chaperone.proxy.review.PolicyGate;
import dev.chaperone.proxy.review.Reviewed;
import dev.chaperone.proxy.surface.BigQueryError;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.proxy.surface.Recognition.UploadKind;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Turns a request that policy holds into a pending job or a refused call, and speaks for those. */
public final class HoldAnswers {
  private final PolicyGate gate;
  private final Approvals approvals;
  private final OwnershipBook jobs;
  private final Clock clock;
  private final BooleanSupplier operatorUnprotected;
  private final Protection protection;

  /**
   * @param jobs those that are known: their ids are taken
   */
  public HoldAnswers(
      PolicyGate gate,
      OwnershipBook jobs,
      Clock clock,
      BooleanSupplier operatorUnprotected,
      Protection protection) {
    this.gate = gate;
    this.protection = protection;
    this.approvals = gate.approvals();
    this.jobs = jobs;
    this.clock = clock;
    this.operatorUnprotected = operatorUnprotected;
  }

  /** A question about a held job is answered here as long as upstream does not have it. */
  void answerForHeld(Exchange exchange) {
    BigQueryCall call = exchange.call();
    Identity caller = exchange.principal().identity();
    var hold =
        JobGuard.jobOf(call)
            .flatMap(approvals.holds()::ofJob)
            .filter(h -> h.owner().equals(caller));
    if (hold.isEmpty()) {
      return;
    }
    long timeout = call.query().first("timeoutMs").map(HoldAnswers::number).orElse(-1L);
    try {
      reply(
          exchange,
          approvals
              .jobs()
              .about(call.method().name(), hold.get(), caller, timeout, exchange.startedNanos()));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Holds the request, unless a grant lets it through. */
  void hold(Exchange exchange, Reviewed reviewed) {
    Optional<Grant> grant = isHeldAlready(exchange) ? Optional.empty() : grant(exchange, reviewed);
    if (grant.isPresent()) {
      charge(exchange, reviewed);
      granted(exchange, grant.get());
      protection.begins(exchange, reviewed);
      return;
    }
    if (reviewed.estimate().rejection().isPresent()) {
      throw rejected(exchange, reviewed.estimate().rejection().get());
    }
    BigQueryCall call = exchange.call();
    if (call.upload() != UploadKind.NONE || exchange.body() instanceof RequestBody.Streamed) {
      throw Refusal.denied(
          "held-upload",
          "Access Denied: "
              + reviewed.decision().reason()
              + " An upload cannot wait at Chaperone for a decision. Put the file into Cloud"
              + " Storage and load it from there, or ask whoever looks after Chaperone's policy.");
    }
    if (exchange.jobRequest().isPresent()) {
      holdJob(exchange, call, exchange.jobRequest().get(), reviewed);
    } else {
      holdCall(exchange, call, reviewed);
    }
  }

  /**
   * What repeats a held request is answered for by its hold: a grant made of that very hold would
   * run it once more.
   */
  private boolean isHeldAlready(Exchange exchange) {
    Identity caller = exchange.principal().identity();
    return exchange
        .jobRequest()
        .map(
            request ->
                approvals
                        .holds()
                        .ofRequest(caller, request.body().path("requestId").asText(""))
                        .isPresent()
                    || request.jobKey().flatMap(approvals.holds()::ofJob).isPresent())
        .orElse(false);
  }

  private Optional<Grant> grant(Exchange exchange, Reviewed reviewed) {
    return approvals
        .grants()
        .use(
            new GrantAsk(
                exchange.principal().identity(),
                reviewed.shapes().shape(),
                reviewed.tableNames(),
                reviewed
                    .estimate()
                    .bytes()
                    .toOptional()
                    .map(OptionalLong::of)
                    .orElseGet(OptionalLong::empty)),
            exchange.recorder().session(),
            Optional.of(exchange.recorder().exchange()));
  }

  /** What goes on although policy holds it is charged like what policy allows. */
  private void charge(Exchange exchange, Reviewed reviewed) {
    List<Finding> spent =
        gate.approved(
            exchange.recorder().exchange().value(),
            reviewed,
            body -> exchange.recorder().append(body));
    if (!spent.isEmpty()) {
      throw Refusal.denied("denied", "Access Denied: " + spent.getFirst().reason());
    }
  }

  /** Nobody is asked about what cannot run; the agent learns what it would from BigQuery. */
  private Refusal rejected(Exchange exchange, BigQueryError error) {
    decide(exchange, "deny", "dry-run", "BigQuery cannot run it: " + error.message());
    return new Refusal("cannot-run", error, java.util.Map.of());
  }

  private void decide(Exchange exchange, String outcome, String rule, String reason) {
    FrameBody.Decision decision =
        new FrameBody.Decision(
            outcome,
            "enforce",
            rule,
            reason,
            operatorUnprotected.getAsBoolean(),
            exchange.decision().recording());
    exchange.recorder().append(decision);
    exchange.decided(decision);
  }

  private void granted(Exchange exchange, Grant grant) {
    decide(exchange, "allow", "grant " + grant.id(), "approved alike: " + grant.reason());
    exchange.jobRequest().ifPresent(request -> request.capBytes(grant.maximumBytes()));
  }

  private void holdJob(
      Exchange exchange, BigQueryCall call, JobRequest request, Reviewed reviewed) {
    refuseTaken(request);
    Basis basis =
        reviewed.late() ? LateReviews.basis(reviewed, clock) : reviewed.basis(clock.instant());
    ObjectNode body = request.body();
    boolean insert = call.method().is("jobs.insert");
    String location =
        insert ? body.at("/jobReference/location").asText("") : body.path("location").asText("");
    JobKey key =
        new JobKey(
            call.pathParameter("projectId"),
            location.isEmpty() ? reviewed.estimate().location() : location,
            request.jobKey().map(JobKey::jobId).orElseGet(approvals::newJobId));
    HeldRequest held =
        insert
            ? HeldRequests.ofInsert(asked(exchange, call), body, key, basis)
            : HeldRequests.ofQuery(asked(exchange, call), body, key, basis);
    exchange.job(key);
    ExchangeId id = exchange.recorder().exchange();
    Opened opened = approvals.holds().open(held.withGrounds(reviewed.grounds()), Optional.of(id));
    if (reviewed.late() && opened instanceof Opened.New(var fresh)) {
      gate.late().take(fresh, Decide.asking(exchange));
    }
    try {
      reply(
          exchange,
          insert
              ? HeldJobDesk.inserted(opened)
              : approvals
                  .jobs()
                  .queried(opened, body.path("timeoutMs").asLong(-1), exchange.startedNanos()));
    } catch (InterruptedException e) {
      throw interrupted();
    }
    JobKey told =
        opened instanceof Opened.Repeated(var before) ? before.request().job().orElse(key) : key;
    exchange.owned(List.of(Owned.job(told)));
  }

  /** A job that BigQuery has does not wait for a decision a second time. */
  private void refuseTaken(JobRequest request) {
    Optional<JobKey> taken = request.jobKey().filter(k -> jobs.ownerOf(Owned.job(k)).isPresent());
    if (taken.isPresent()) {
      JobKey key = taken.get();
      throw refusal(BigQueryError.duplicate("Job " + key.project() + ":" + key.jobId()));
    }
  }

  private void holdCall(Exchange exchange, BigQueryCall call, Reviewed reviewed) {
    byte[] body = exchange.body() instanceof RequestBody.Whole(byte[] bytes) ? bytes : new byte[0];
    HeldRequest held =
        HeldRequests.ofCall(
            asked(exchange, call), body, destination(call), reviewed.basis(clock.instant()));
    switch (approvals
        .calls()
        .ask(held.withGrounds(reviewed.grounds()), Optional.of(exchange.recorder().exchange()))) {
      case CallDesk.Entry.Stays(BigQueryError error) -> throw refusal(error);
      case CallDesk.Entry.GoesThrough(var hold) -> {
        exchange.whenOver(ending -> approvals.calls().finished(hold, ending.status(), ""));
        charge(exchange, reviewed);
        protection.begins(exchange, reviewed);
      }
    }
  }

  private static String destination(BigQueryCall call) {
    String dataset = call.pathParameter("datasetId");
    String table = call.pathParameter("tableId");
    return dataset.isEmpty()
        ? ""
        : call.pathParameter("projectId") + "." + dataset + (table.isEmpty() ? "" : "." + table);
  }

  private static Asked asked(Exchange exchange, BigQueryCall call) {
    return new Asked(
        exchange.principal().identity(),
        exchange.recorder().session(),
        call.method().name(),
        call.httpMethod(),
        call.upstreamTarget());
  }

  private static void reply(Exchange exchange, Reply reply) {
    switch (reply) {
      case Reply.Json(ObjectNode json) ->
          exchange.answer(
              Answer.ofGateway(
                  200,
                  Headers.NONE.with("Content-Type", BigQueryError.CONTENT_TYPE),
                  json.toString().getBytes(StandardCharsets.UTF_8)));
      case Reply.Error(BigQueryError error) -> throw refusal(error);
      case Reply.Upstream u -> {
        // It goes on its way.
      }
    }
  }

  private static Refusal refusal(BigQueryError error) {
    return new Refusal("held", error, java.util.Map.of());
  }

  private static Refusal interrupted() {
    Thread.currentThread().interrupt();
    return new Refusal("stopping", 503, "backendError", "Chaperone is stopping. Try again.");
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
