package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One row of the holds list, as the last recorded step leaves it. Numbers that are not known are
 * -1, text is "".
 *
 * @param kind {@code job} or {@code call}
 * @param session the agent's session the request came in
 * @param exchange the request that was held, {@code ""} for one that replaces another
 * @param cap the approved maximumBytesBilled
 * @param changed when the last step was taken
 * @param decider who took the last step
 * @param detail why, for people
 * @param cause short stable code of the last step
 */
public record HoldSummary(
    String id,
    String state,
    String kind,
    SessionId session,
    String exchange,
    Identity owner,
    String apiMethod,
    String httpMethod,
    String path,
    String sql,
    List<String> statementKinds,
    Optional<JobKey> job,
    String rule,
    String reason,
    long bytes,
    long cap,
    Instant created,
    Instant expires,
    Instant changed,
    Decider decider,
    String detail,
    String cause,
    String successor,
    String replaces) {
  public HoldSummary {
    statementKinds = List.copyOf(statementKinds);
  }
}
