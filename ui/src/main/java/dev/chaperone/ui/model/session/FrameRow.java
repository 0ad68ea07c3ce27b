package dev.chaperone.ui.model.session;

import java.time.Duration;
import java.time.Instant;

/**
 * One frame in the list; made when it is looked at.
 *
 * @param number the frame's place in its session, from 1
 * @param sequence the frame's place in the store
 * @param exchange place of its exchange in the session, from 1; 0 if it has none
 * @param sinceStart time since the session's first frame
 * @param bytes 0 if it carries none
 * @param detail what it says, for frames about masking and tags; {@code ""} for others
 */
public record FrameRow(
    long number,
    long sequence,
    FrameKind kind,
    int exchange,
    Instant time,
    Duration sinceStart,
    long bytes,
    boolean error,
    String detail) {}
