package dev.chaperone.proxy.approval.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.approval.job.JobResource;
import dev.chaperone.proxy.surface.BigQueryError;
import dev.chaperone.recordings.frame.JobKey;
import java.util.Set;

/**
 * The answers of BigQuery for a job that is held, as pure functions of the hold: while it waits, a
 * job that is still pending; afterwards, unless upstream has it, a job that failed.
 */
public final class HeldJobAnswers {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DENIED = "accessDenied";

  /** What BigQuery says of a job that was cancelled. */
  private static final String STOPPED = "stopped";

  /** Reasons that are passed on; no client takes one of them for a cause to try again. */
  private static final Set<String> PASSED_ON =
      Set.of(
          "accessDenied",
          "billingNotEnabled",
          "blocked",
          "duplicate",
          "invalid",
          "invalidQuery",
          "notFound",
          "policyViolation",
          "quotaExceeded",
          "resourcesExceeded",
          "responseTooLarge");

  private HeldJobAnswers() {}

  /** The Job resource: the answer of jobs.insert and jobs.get. */
  public static ObjectNode job(Hold hold) {
    ObjectNode job = head(hold);
    job.set("status", status(hold));
    return job;
  }

  /** The same as an entry of jobs.list. */
  public static ObjectNode listEntry(Hold hold) {
    ObjectNode entry = head(hold);
    ObjectNode status = status(hold);
    entry.put("state", status.path("state").asText());
    if (status.has("errorResult")) {
      entry.set("errorResult", status.path("errorResult").deepCopy());
    }
    entry.set("status", status);
    return entry;
  }

  /** The answer of jobs.cancel. */
  public static ObjectNode cancelled(Hold hold) {
    ObjectNode answer = JSON.createObjectNode().put("kind", "bigquery#jobCancelResponse");
    answer.set("job", job(hold));
    return answer;
  }

  /** The answer of jobs.query while its job goes on; a reference even where it was optional. */
  public static ObjectNode queryPending(Hold hold) {
    return pending("bigquery#queryResponse", hold);
  }

  /** The answer of getQueryResults while the job waits. */
  public static ObjectNode resultsPending(Hold hold) {
    return pending("bigquery#getQueryResultsResponse", hold);
  }

  /** The error that getQueryResults and jobs.query end with when the hold did. */
  public static BigQueryError refusal(Hold hold) {
    String reason = reason(hold);
    boolean invalid = reason.equals("invalid") || reason.equals("invalidQuery");
    // 403 whatever it was: a 404 that names a job is tried again by Python.
    return new BigQueryError(
        invalid ? 400 : 403, reason.equals(STOPPED) ? DENIED : reason, HoldTexts.of(hold));
  }

  /** 409 for a job id that stands for another request. */
  public static BigQueryError duplicate(Hold other) {
    JobKey key = key(other);
    return BigQueryError.duplicate(
        "Job "
            + key.project()
            + ":"
            + (key.hasLocation() ? key.location() + "." : "")
            + key.jobId());
  }

  /** Too many wait already. */
  public static BigQueryError tooMany(int limit) {
    return BigQueryError.accessDenied(
        "this agent has "
            + limit
            + " requests that wait for a decision at Chaperone, and may have no more. Ask your"
            + " operator to decide on them, or cancel some, then send this one again.");
  }

  /** The error for a call that is no job and has to wait, or was decided against. */
  public static BigQueryError call(Hold hold) {
    return new BigQueryError(403, DENIED, HoldTexts.of(hold));
  }

  private static ObjectNode pending(String kind, Hold hold) {
    ObjectNode answer = JSON.createObjectNode().put("kind", kind);
    answer.set("jobReference", JobResource.reference(key(hold)));
    return answer.put("jobComplete", false);
  }

  private static ObjectNode head(Hold hold) {
    JobKey key = key(hold);
    ObjectNode job =
        JSON.createObjectNode()
            .put("kind", "bigquery#job")
            .put(
                "id",
                key.project()
                    + ":"
                    + (key.hasLocation() ? key.location() + "." : "")
                    + key.jobId());
    job.set("jobReference", JobResource.reference(key));
    job.set("configuration", configuration(hold));
    ObjectNode statistics = job.putObject("statistics");
    statistics.put("creationTime", Long.toString(hold.created().toEpochMilli()));
    if (!hold.state().open()) {
      String ended = Long.toString(hold.step().at().toEpochMilli());
      statistics.put("startTime", ended).put("endTime", ended);
    }
    return job;
  }

  private static JsonNode configuration(Hold hold) {
    JsonNode configuration = JobResource.parse(hold.request().resource()).path("configuration");
    if (configuration instanceof ObjectNode object) {
      for (String kind : Set.of("query", "load", "copy", "extract")) {
        if (object.has(kind)) {
          object.put("jobType", kind.toUpperCase(java.util.Locale.ROOT));
        }
      }
      return object;
    }
    return JSON.createObjectNode();
  }

  private static ObjectNode status(Hold hold) {
    ObjectNode status = JSON.createObjectNode();
    if (hold.state().open() || hold.submitted()) {
      return status.put("state", "PENDING");
    }
    status.put("state", "DONE");
    ObjectNode error =
        JSON.createObjectNode().put("reason", reason(hold)).put("message", HoldTexts.of(hold));
    status.set("errorResult", error);
    status.putArray("errors").add(error.deepCopy());
    return status;
  }

  private static String reason(Hold hold) {
    if (hold.state() == HoldState.WITHDRAWN) {
      return STOPPED;
    }
    String upstream = hold.step().errorReason();
    return hold.state() == HoldState.DONE && PASSED_ON.contains(upstream) ? upstream : DENIED;
  }

  private static JobKey key(Hold hold) {
    return hold.request()
        .job()
        .orElseThrow(() -> new IllegalArgumentException("hold " + hold.id() + " is no job"));
  }
}
