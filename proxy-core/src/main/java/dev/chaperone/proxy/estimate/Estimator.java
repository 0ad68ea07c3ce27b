package dev.chaperone.proxy.estimate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.catalogue.CatalogueView;
import dev.chaperone.proxy.catalogue.GatewayCalls;
import dev.chaperone.proxy.catalogue.GatewayCalls.Call;
import dev.chaperone.proxy.catalogue.GatewayCalls.Reply;
import dev.chaperone.proxy.catalogue.LookupRecord;
import dev.chaperone.proxy.upstream.Upstreams;
import dev.chaperone.sql.ScriptFacts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Says what a statement would read: from the sizes of its tables, or by asking BigQuery. */
public final class Estimator {
  private final Upstreams upstreams;
  private final Executor executor;

  /**
   * @param executor runs dry runs, each on a thread that may wait
   */
  public Estimator(Upstreams upstreams, Executor executor) {
    this.upstreams = upstreams;
    this.executor = executor;
  }

  /**
   * A bound from the sizes of all tables read, through views too; unknown if any size, view or
   * statement is not a plain understood read.
   */
  public Estimate fromSizes(ScriptFacts facts, CatalogueView catalogue) {
    return new TableSizes(catalogue).bound(facts);
  }

  /**
   * Asks BigQuery for a dry run of a job, recorded first; whatever does not tell the bytes for sure
   * leaves them unknown, with why.
   *
   * @param job a Job resource with the configuration as it would be submitted
   * @param deadlineNanos as {@link System#nanoTime} counts
   * @throws dev.chaperone.recordings.RecordingException if it cannot be recorded
   */
  public Estimate dryRun(ObjectNode job, String project, LookupRecord record, long deadlineNanos) {
    if (project.isEmpty() || project.equals(".") || project.equals("..")) {
      return Estimate.unknown("there is no project to ask in");
    }
    if (deadlineNanos - System.nanoTime() <= 0) {
      return late();
    }
    Call call =
        Call.post(
            "/bigquery/v2/projects/" + GatewayCalls.encode(project) + "/jobs", DryRun.request(job));
    GatewayCalls calls = new GatewayCalls(upstreams, project);
    Estimate estimate = late();
    for (int attempt = 1; attempt <= GatewayCalls.TRIES; attempt++) {
      calls.record(call, record);
      Sent sent = sent(calls, call, deadlineNanos);
      estimate = sent.estimate();
      if (!sent.again() || deadlineNanos - System.nanoTime() <= 0) {
        break;
      }
    }
    return estimate;
  }

  private record Sent(Estimate estimate, boolean again) {
    static Sent over(Estimate estimate) {
      return new Sent(estimate, false);
    }
  }

  private Sent sent(GatewayCalls calls, Call call, long deadlineNanos) {
    long left = deadlineNanos - System.nanoTime();
    if (left <= 0) {
      return Sent.over(late());
    }
    try {
      return switch (CompletableFuture.supplyAsync(() -> calls.send(call), executor)
          .get(left, TimeUnit.NANOSECONDS)) {
        case Reply.Answered answered ->
            new Sent(DryRun.estimate(answered), answered.worthAnotherTry());
        case Reply.Silent(String why) -> Sent.over(Estimate.unknown(why));
      };
    } catch (TimeoutException e) {
      return Sent.over(late());
    } catch (ExecutionException e) {
      return Sent.over(Estimate.unknown("the dry run failed"));
    } catch (RejectedExecutionException e) {
      return Sent.over(Estimate.unknown("the gateway is stopping"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Sent.over(Estimate.unknown("the gateway is stopping"));
    }
  }

  private static Estimate late() {
    return Estimate.unknown("BigQuery did not answer the dry run in time");
  }
}
