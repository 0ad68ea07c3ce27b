package dev.chaperone.ui.model.testing;

import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.HoldGrounds;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One held request of a test: what tests vary is given, the rest is made up. */
public record SampleHold(
    String id,
    String agent,
    String sql,
    long bytes,
    Instant created,
    Instant expires,
    String reason,
    HoldGrounds grounds) {

  /** With an estimate and nothing else to tell. */
  public static SampleHold of(
      String id, String agent, String sql, long bytes, Instant created, Instant expires) {
    return new SampleHold(
        id,
        agent,
        sql,
        bytes,
        created,
        expires,
        "more than 10 GiB need a person",
        HoldGrounds.NOT_TOLD);
  }

  HeldRequest request() {
    return new HeldRequest(
        HeldRequest.JOB,
        new Identity("issuer", "agent:" + agent, agent),
        new SessionId("s-" + agent),
        "bigquery.jobs.query",
        "POST",
        "/bigquery/v2/projects/demo/queries",
        "",
        "",
        Optional.of(new JobKey("demo", "EU", "job_" + id)),
        "{}",
        sql,
        List.of("SELECT"),
        -1,
        "large-scans",
        reason,
        new Envelope("", "", "", "", "", "EU", List.of(), bytes, expires),
        "",
        List.of(),
        grounds);
  }
}
