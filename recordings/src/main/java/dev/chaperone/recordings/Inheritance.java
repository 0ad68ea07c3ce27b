package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Instant;

/**
 * A table that an agent's statement filled, and where its columns come from.
 *
 * @param table {@code project.dataset.table}
 * @param sequence of the frame that says so
 * @param how the kind of statement or job
 * @param agent whose statement it was, {@code ""} if not known
 * @param revoked whether the operator took it back
 * @param revokedReason {@code ""} unless it is revoked, and so for {@code revokedBy}
 */
public record Inheritance(
    String table,
    long sequence,
    String how,
    Lineage lineage,
    SessionId session,
    String agent,
    Instant at,
    boolean revoked,
    String revokedReason,
    String revokedBy) {}
