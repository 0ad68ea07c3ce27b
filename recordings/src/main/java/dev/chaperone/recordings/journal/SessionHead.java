package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.Digest;

/**
 * Where a session's chain stands.
 *
 * @param sequence the session sequence of its last frame
 * @param hash the hash of that frame's header
 */
public record SessionHead(long sequence, Digest hash, boolean closed) {
  static final SessionHead NONE = new SessionHead(0, Digest.ZERO, false);
}
