package dev.chaperone.recordings.frame;

import java.util.List;
import java.util.Optional;

/**
 * The request that waits for a decision, whole: whoever restarts the gateway needs nothing else to
 * carry it out. Text that does not apply is {@code ""}.
 *
 * @param kind {@code job}: looks like a pending job and is submitted by the gateway; {@code call}:
 *     is answered with an error and let through when it is repeated
 * @param agentSession the session the request came in
 * @param path path and query as recognised
 * @param bodyDigest SHA-256 in hex of the decoded body
 * @param requestKey the request id, scoped to its caller
 * @param resource JSON of the job as it will be submitted, without cap and gateway labels
 * @param clientCap the client's own maximumBytesBilled, -1 if it set none
 * @param rule the policy rule that held it
 * @param reason what the rule says, for people
 * @param replaces the hold that this one replaces
 * @param drift what had drifted since that one was approved, a line each
 * @param grounds what whoever decides is shown beside it
 */
public record HeldRequest(
    String kind,
    Identity owner,
    SessionId agentSession,
    String apiMethod,
    String httpMethod,
    String path,
    String bodyDigest,
    String requestKey,
    Optional<JobKey> job,
    String resource,
    String sql,
    List<String> statementKinds,
    long clientCap,
    String rule,
    String reason,
    Envelope envelope,
    String replaces,
    List<String> drift,
    HoldGrounds grounds) {
  public static final String JOB = "job";
  public static final String CALL = "call";

  public HeldRequest {
    statementKinds = List.copyOf(statementKinds);
    drift = List.copyOf(drift);
  }

  /** As recorded before grounds were. */
  public HeldRequest(
      String kind,
      Identity owner,
      SessionId agentSession,
      String apiMethod,
      String httpMethod,
      String path,
      String bodyDigest,
      String requestKey,
      Optional<JobKey> job,
      String resource,
      String sql,
      List<String> statementKinds,
      long clientCap,
      String rule,
      String reason,
      Envelope envelope,
      String replaces,
      List<String> drift) {
    this(
        kind,
        owner,
        agentSession,
        apiMethod,
        httpMethod,
        path,
        bodyDigest,
        requestKey,
        job,
        resource,
        sql,
        statementKinds,
        clientCap,
        rule,
        reason,
        envelope,
        replaces,
        drift,
        HoldGrounds.NOT_TOLD);
  }

  /** The same with what is shown beside it. */
  public HeldRequest withGrounds(HoldGrounds shown) {
    return new HeldRequest(
        kind,
        owner,
        agentSession,
        apiMethod,
        httpMethod,
        path,
        bodyDigest,
        requestKey,
        job,
        resource,
        sql,
        statementKinds,
        clientCap,
        rule,
        reason,
        envelope,
        replaces,
        drift,
        shown);
  }
}
