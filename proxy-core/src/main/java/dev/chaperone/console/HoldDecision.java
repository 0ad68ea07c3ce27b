package dev.chaperone.console;

import java.time.Duration;

/**
 * What an operator says to a held request.
 *
 * <p>A cap is the maximumBytesBilled in bytes, -1 for the one that follows from the estimate; where
 * the estimate is unknown one has to be named.
 */
public sealed interface HoldDecision {
  String id();

  /** For the recording; a denial's reaches the agent. */
  String reason();

  /** Approve once. */
  record Approve(String id, String reason, long cap) implements HoldDecision {}

  /**
   * Approve, and let the same shape of statement on the same tables through later.
   *
   * @param count how often, this one not counted
   * @param maximumBytes the most bytes each may scan
   */
  record ApproveLike(
      String id, String reason, long cap, long count, Duration lifetime, long maximumBytes)
      implements HoldDecision {}

  /** Approve another statement in its place, under the same job id. */
  record EditAndApprove(String id, String sql, String reason, long cap) implements HoldDecision {}

  record Deny(String id, String reason) implements HoldDecision {}
}
