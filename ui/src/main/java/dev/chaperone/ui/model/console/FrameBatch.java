package dev.chaperone.ui.model.console;

import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.session.FrameFact;
import java.util.List;
import java.util.Set;

/**
 * Frames that arrived since the last batch, in order, without their bodies.
 *
 * @param sessions the sessions they belong to
 */
public record FrameBatch(List<FrameFact> frames, Set<SessionId> sessions) {}
