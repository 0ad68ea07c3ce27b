package dev.chaperone.proxy.approval.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.recordings.frame.JobKey;

/**
 * The two calls of BigQuery's that submitting an approved job takes. An implementation records each
 * before it is sent (P2), sends once, and tells plainly what it does not know.
 */
public interface UpstreamJobs {

  /** How a call ended. */
  sealed interface Outcome {

    /** 2xx, with the Job resource. */
    record Job(ObjectNode resource) implements Outcome {}

    /** 404: there is no such job. */
    record Missing() implements Outcome {}

    /** 409: the id is taken. */
    record Exists() implements Outcome {}

    /**
     * Upstream understood and said no: it does not have the job and will not.
     *
     * @param reason BigQuery's reason
     */
    record Rejected(String reason, String message) implements Outcome {}

    /** No answer, or one that leaves open whether it was done: 5xx, 429, a broken connection. */
    record Unclear(String why) implements Outcome {}
  }

  /** {@code jobs.insert}. */
  Outcome insert(Hold hold, ObjectNode job);

  /** {@code jobs.get}; with the key's location if it has one. */
  Outcome get(Hold hold, JobKey key);
}
