package dev.chaperone.proxy.approval;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.submit.UpstreamJobs;
import dev.chaperone.recordings.frame.JobKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/**
 * BigQuery as far as submitting goes: a job id runs once, and answers get lost. It outlives any
 * gateway.
 */
public final class FakeBigQuery implements UpstreamJobs {
  private final Map<String, ObjectNode> jobs = new HashMap<>();
  private final List<ObjectNode> executed = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private volatile IntSupplier trouble = () -> 0;

  /** 1 loses an insert's answer, 2 loses the insert, 3 loses a get, 4 rejects an insert. */
  public void trouble(IntSupplier next) {
    trouble = next;
  }

  /** Trouble in about one of so many calls. */
  public void randomTrouble(int oneIn) {
    trouble =
        () -> {
          int roll = ThreadLocalRandom.current().nextInt(oneIn * 4);
          return roll < 4 ? roll + 1 : 0;
        };
  }

  /** A job that somebody else made. */
  public synchronized void foreign(ObjectNode job) {
    jobs.put(job.path("jobReference").path("jobId").asText(), job);
  }

  /** Every call, in order: {@code insert ID} or {@code get ID}. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** Everything that ran, in order. */
  public synchronized List<ObjectNode> executed() {
    return List.copyOf(executed);
  }

  @Override
  public synchronized Outcome insert(Hold hold, ObjectNode job) {
    calls.add("insert " + job.path("jobReference").path("jobId").asText());
    int what = trouble.getAsInt();
    if (what == 4) {
      return new Outcome.Rejected("invalidQuery", "Syntax error at [1:1]");
    }
    if (what == 2) {
      return new Outcome.Unclear("the connection broke before BigQuery had it");
    }
    String id = job.path("jobReference").path("jobId").asText();
    if (jobs.containsKey(id)) {
      return new Outcome.Exists();
    }
    if (!job.path("jobReference").has("location")) {
      job.withObject("/jobReference").put("location", "EU");
    }
    jobs.put(id, job);
    executed.add(job);
    return what == 1
        ? new Outcome.Unclear("the connection broke after BigQuery had it")
        : new Outcome.Job(job);
  }

  @Override
  public synchronized Outcome get(Hold hold, JobKey key) {
    calls.add("get " + key.jobId());
    if (trouble.getAsInt() == 3) {
      return new Outcome.Unclear("503");
    }
    ObjectNode job = jobs.get(key.jobId());
    return job == null ? new Outcome.Missing() : new Outcome.Job(job);
  }
}
