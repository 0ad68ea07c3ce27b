package dev.chaperone.recordings.frame;

import java.util.Optional;

/**
 * A durable frame as consumers see it.
 *
 * @param body empty if its payload was erased or damaged; the header then still proves that it was
 *     there
 */
public record Frame(FrameHeader header, Optional<FrameBody> body) {}
