package dev.chaperone.proxy.approval;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.job.Envelopes;
import dev.chaperone.proxy.approval.job.JobResource;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.TableState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Requests to hold, for tests. */
public final class Held {
  public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  public static final Duration PATIENCE = Duration.ofMinutes(15);
  public static final Identity ALICE = new Identity("https://issuer", "alice", "Analyst 7");
  public static final Identity BOB = new Identity("https://issuer", "bob", "cleaner");
  public static final SessionId SESSION = new SessionId("session-1");
  public static final Decider GRACE = new Decider("grace", Decider.How.OPERATOR_SESSION);
  public static final Decider LINUS = new Decider("linus", Decider.How.UNPROTECTED);
  public static final long GIB = 1L << 30;
  public static final TableState ORDERS =
      new TableState("demo.shop.orders", "TABLE", "schema-1", "", "no");

  private Held() {}

  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) new JsonMapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A query of 100 GiB by Alice, as jobs.insert with this id. */
  public static HeldRequest query(String jobId) {
    return query(ALICE, jobId, "", 100 * GIB);
  }

  public static HeldRequest query(Identity owner, String jobId, String requestKey, long bytes) {
    JobKey key = new JobKey("demo", "EU", jobId);
    ObjectNode body =
        json(
            "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\""
                + jobId
                + "\"},\"configuration\":{\"query\":{\"query\":\"select * from shop.orders\","
                + "\"useLegacySql\":false},\"labels\":{\"team\":\"x\"}}}");
    ObjectNode job = JobResource.ofInsert(body, key);
    return job(owner, key, requestKey, job, bytes, START.plus(PATIENCE));
  }

  public static HeldRequest job(
      Identity owner, JobKey key, String requestKey, ObjectNode job, long bytes, Instant expires) {
    return new HeldRequest(
        HeldRequest.JOB,
        owner,
        SESSION,
        "bigquery.jobs.insert",
        "POST",
        "/bigquery/v2/projects/demo/jobs",
        "body-digest",
        requestKey,
        Optional.of(key),
        job.toString(),
        job.path("configuration").path("query").path("query").asText(""),
        List.of("SELECT"),
        JobResource.clientCap(job),
        "expensive",
        "More than 50 GiB",
        Envelopes.of(job, "sql-1", "shape-1", List.of(ORDERS), bytes, expires),
        "",
        List.of());
  }

  /** The same request, to take another hold's place. */
  public static HeldRequest replacing(HeldRequest r, String hold, String drift) {
    return new HeldRequest(
        r.kind(),
        r.owner(),
        r.agentSession(),
        r.apiMethod(),
        r.httpMethod(),
        r.path(),
        r.bodyDigest(),
        r.requestKey(),
        r.job(),
        r.resource(),
        r.sql(),
        r.statementKinds(),
        r.clientCap(),
        r.rule(),
        r.reason(),
        r.envelope(),
        hold,
        List.of(drift));
  }

  /** An insertAll with this body digest. */
  public static HeldRequest call(Identity owner, String bodyDigest) {
    return call(owner, bodyDigest, START.plus(PATIENCE));
  }

  public static HeldRequest call(Identity owner, String bodyDigest, Instant expires) {
    return new HeldRequest(
        HeldRequest.CALL,
        owner,
        SESSION,
        "bigquery.tabledata.insertAll",
        "POST",
        "/bigquery/v2/projects/demo/datasets/shop/tables/orders/insertAll",
        bodyDigest,
        "",
        Optional.empty(),
        "",
        "",
        List.of(),
        -1,
        "writes",
        "Agents ask before they write.",
        new Envelope("", "", "", bodyDigest, "demo.shop.orders", "", List.of(), -1, expires),
        "",
        List.of());
  }
}
