package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.Source;
import java.time.Instant;
import java.util.List;

/**
 * One row of the sessions list.
 *
 * @param state {@code open} or {@code closed}
 * @param bytesProcessed sum over exchanges that told it
 */
public record SessionSummary(
    SessionId id,
    Identity identity,
    String model,
    String purpose,
    List<String> groups,
    Source source,
    String client,
    String state,
    Instant opened,
    Instant lastActivity,
    long frames,
    long exchanges,
    long queries,
    long errors,
    long rows,
    long bytesProcessed,
    long bytesDelivered,
    boolean operatorUnprotected) {
  public SessionSummary {
    groups = List.copyOf(groups);
  }
}
