package dev.chaperone.proxy.approval.hold;

import dev.chaperone.recordings.frame.Decider;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A decision for a hold.
 *
 * @param cap the maximumBytesBilled it runs with, empty where BigQuery knows none
 */
public record Approval(Decider by, Instant at, String reason, OptionalLong cap) {}
