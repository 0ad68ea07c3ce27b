package dev.chaperone.recordings;

import java.time.Instant;
import java.util.List;

/**
 * A Chaperone-issued agent as the recorded changes leave it.
 *
 * @param generation the tokens' generation that is valid now
 */
public record AgentRecord(
    String name,
    List<String> groups,
    String model,
    String purpose,
    Instant created,
    Instant expires,
    boolean revoked,
    long generation) {
  public AgentRecord {
    groups = List.copyOf(groups);
  }
}
