package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Identity;
import java.time.Instant;

/**
 * How often policy said the same of an agent's requests within a minute.
 *
 * @param outcome {@code allow}, {@code hold} or {@code deny}, as it was first decided
 * @param last arrival of the last of them
 */
public record VerdictCount(Identity agent, String outcome, Instant last, long count) {}
