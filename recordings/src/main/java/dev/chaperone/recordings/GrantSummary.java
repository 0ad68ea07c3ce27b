package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Identity;
import java.time.Instant;
import java.util.List;

/**
 * One row of the grants list.
 *
 * @param hold the hold it was made from, {@code ""} if none
 * @param by who made it
 */
public record GrantSummary(
    String id,
    Identity owner,
    String fingerprint,
    List<String> tables,
    long maximumBytes,
    long count,
    long left,
    Instant created,
    Instant expires,
    boolean revoked,
    String hold,
    Decider by,
    String reason) {
  public GrantSummary {
    tables = List.copyOf(tables);
  }
}
