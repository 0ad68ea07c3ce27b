package dev.chaperone.proxy.gateway;

import java.time.Duration;

/**
 * What one gateway takes on at most. Sizes are in bytes.
 *
 * @param wholeBody request bodies up to this size are recorded whole before they are sent
 * @param jsonBody largest body of a request that is no upload
 * @param bodyMemory memory for all request bodies above {@code wholeBody} together
 * @param editedAnswer largest answer that may be read whole because it has to be edited
 * @param concurrent requests under way at once, all identities
 * @param concurrentPerIdentity requests under way at once of one identity
 * @param upstreamHead how long upstream may take until its status line
 * @param upstreamStall how long upstream may pause inside a body
 * @param sessionIdle gap after which an agent's session is closed
 */
public record Limits(
    int wholeBody,
    int jsonBody,
    int bodyMemory,
    int editedAnswer,
    int concurrent,
    int concurrentPerIdentity,
    Duration upstreamHead,
    Duration upstreamStall,
    Duration sessionIdle) {
  public static final Limits DEFAULT =
      new Limits(
          1 << 20,
          16 << 20,
          64 << 20,
          16 << 20,
          256,
          64,
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30));

  public Limits {
    if (wholeBody < 1024 || jsonBody < wholeBody || bodyMemory < jsonBody || editedAnswer < 1024) {
      throw new IllegalArgumentException(
          "limits must grow: 1 KiB, wholeBody, jsonBody, bodyMemory");
    }
    if (concurrent < 1 || concurrentPerIdentity < 1) {
      throw new IllegalArgumentException("at least one request must be allowed");
    }
  }
}
