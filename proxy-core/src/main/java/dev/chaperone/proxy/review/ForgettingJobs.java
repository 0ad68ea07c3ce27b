package dev.chaperone.proxy.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.submit.UpstreamJobs;
import dev.chaperone.recordings.frame.JobKey;

/**
 * Sends approved jobs, and has the catalogue forget what those that change something may change:
 * the agent that asked may never look after its job.
 */
public final class ForgettingJobs implements UpstreamJobs {
  private final UpstreamJobs jobs;
  private final Reviewer reviewer;

  public ForgettingJobs(UpstreamJobs jobs, Reviewer reviewer) {
    this.jobs = jobs;
    this.reviewer = reviewer;
  }

  @Override
  public Outcome insert(Hold hold, ObjectNode job) {
    return told(hold, jobs.insert(hold, job));
  }

  @Override
  public Outcome get(Hold hold, JobKey key) {
    return told(hold, jobs.get(hold, key));
  }

  private Outcome told(Hold hold, Outcome outcome) {
    switch (outcome) {
      case Outcome.Job j -> forget(hold);
      case Outcome.Unclear u -> forget(hold);
      case Outcome.Missing m -> {}
      case Outcome.Exists e -> {}
      case Outcome.Rejected r -> {}
    }
    return outcome;
  }

  private void forget(Hold hold) {
    if (ChangeWatch.changes(hold)) {
      reviewer.forget();
    }
  }
}
