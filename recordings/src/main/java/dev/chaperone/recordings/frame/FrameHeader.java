package dev.chaperone.recordings.frame;

import java.time.Instant;
import java.util.Optional;

/**
 * The part of a frame that is never erased and that the hash chain covers.
 *
 * @param sequence position in the store, from 1, without holes
 * @param sessionSequence position in the session, from 1, without holes
 * @param type code of {@link FrameType}, or one of a newer version
 * @param monotonicNanos the writing process's monotonic clock
 * @param payloadDigest SHA-256 of salt and payload
 * @param previousHash hash of the session's previous frame header, {@link Digest#ZERO} for its
 *     first
 */
public record FrameHeader(
    long sequence,
    SessionId session,
    long sessionSequence,
    Optional<ExchangeId> exchange,
    Optional<JobKey> job,
    String type,
    int formatVersion,
    long monotonicNanos,
    Instant time,
    Digest payloadDigest,
    Digest previousHash) {
  public FrameHeader {
    if (sequence < 1 || sessionSequence < 1) {
      throw new IllegalArgumentException("sequences start at 1");
    }
    if (type.isEmpty() || formatVersion < 1) {
      throw new IllegalArgumentException("a frame has a type and a format version");
    }
  }
}
