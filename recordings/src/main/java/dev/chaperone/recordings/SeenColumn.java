package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Origin;
import java.time.Instant;

/**
 * A table's column that results came from.
 *
 * @param times how many results
 */
public record SeenColumn(Origin column, long times, Instant last) {}
