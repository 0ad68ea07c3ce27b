package dev.chaperone.ui.model.testing;

import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.HoldGrounds;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.TableState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One held request of a test: what tests vary is given, the rest is made up.
 *
 * @param bytes the estimate, -1 if it is unknown
 * @param shape the statement's fingerprint, {@code ""} if it was not understood
 */
public record SampleHold(
    String id,
    String agent,
    String sql,
    long bytes,
    Instant created,
    Instant expires,
    String rule,
    String reason,
    List<String> kinds,
    List<String> tables,
    String shape,
    long clientCap,
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
        "large-scans",
        "more than 10 GiB need a person",
        List.of("SELECT"),
        List.of("demo.shop.events"),
        "shape-" + agent,
        -1,
        HoldGrounds.NOT_TOLD);
  }

  public SampleHold because(String newRule, String newReason) {
    return new SampleHold(
        id, agent, sql, bytes, created, expires, newRule, newReason, kinds, tables, shape,
        clientCap, grounds);
  }

  public SampleHold doing(List<String> newKinds, List<String> newTables) {
    return new SampleHold(
        id, agent, sql, bytes, created, expires, rule, reason, newKinds, newTables, shape,
        clientCap, grounds);
  }

  public SampleHold shaped(String newShape) {
    return new SampleHold(
        id, agent, sql, bytes, created, expires, rule, reason, kinds, tables, newShape, clientCap,
        grounds);
  }

  public SampleHold capped(long newCap) {
    return new SampleHold(
        id, agent, sql, bytes, created, expires, rule, reason, kinds, tables, shape, newCap,
        grounds);
  }

  public SampleHold on(HoldGrounds newGrounds) {
    return new SampleHold(
        id,
        agent,
        sql,
        bytes,
        created,
        expires,
        rule,
        reason,
        kinds,
        tables,
        shape,
        clientCap,
        newGrounds);
  }

  /** As it is recorded; without SQL it is a call. */
  public HeldRequest request() {
    boolean job = !sql.isEmpty();
    return new HeldRequest(
        job ? HeldRequest.JOB : HeldRequest.CALL,
        new Identity("issuer", "agent:" + agent, agent),
        new SessionId("s-" + agent),
        job ? "bigquery.jobs.query" : "bigquery.tables.delete",
        job ? "POST" : "DELETE",
        "/bigquery/v2/projects/demo/" + (job ? "queries" : "datasets/shop/tables/orders"),
        "",
        "",
        job ? Optional.of(new JobKey("demo", "EU", "job_" + id)) : Optional.empty(),
        "{}",
        sql,
        kinds,
        clientCap,
        rule,
        reason,
        new Envelope(
            "",
            shape,
            "",
            "",
            "",
            "EU",
            tables.stream().map(t -> new TableState(t, "TABLE", "", "", "no")).toList(),
            bytes,
            expires),
        "",
        List.of(),
        grounds);
  }
}
