package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.frame.SessionId;

/**
 * Where to read what is under the cursor, in session sequences.
 *
 * @param first of the exchange's frames; of the frame itself if it has no exchange
 * @param last of the exchange's frames so far
 */
public record FramePlace(SessionId session, long frame, long first, long last) {}
