package dev.chaperone.recordings.frame;

import java.time.Instant;
import java.util.Optional;

/**
 * A frame without the bytes of requests and answers: what lists and timelines need of it. A long
 * statement is shortened.
 *
 * @param bytes length of the piece of a body that was left out, 0 if the frame carries none
 * @param body empty for pieces of bodies, and where the payload was erased or damaged
 */
public record FrameHead(
    long sequence,
    SessionId session,
    long sessionSequence,
    Optional<ExchangeId> exchange,
    Optional<JobKey> job,
    String type,
    Instant time,
    long bytes,
    Optional<FrameBody> body) {
  /** As many characters of a statement are kept. */
  public static final int SQL_KEPT = 4_000;

  public static FrameHead of(Frame frame) {
    FrameBody body = frame.body().orElse(null);
    return switch (body) {
      case FrameBody.RequestPart b -> of(frame.header(), b.bytes().length(), Optional.empty());
      case FrameBody.ResponseChunk b -> of(frame.header(), b.bytes().length(), Optional.empty());
      case FrameBody.Sealed b -> of(frame.header(), b.bytes().length(), Optional.empty());
      case FrameBody.Unknown b -> of(frame.header(), b.payload().length(), Optional.empty());
      case FrameBody.Facts b -> of(frame.header(), 0, Optional.of(shortened(b)));
      case null -> of(frame.header(), 0, Optional.empty());
      default -> of(frame.header(), 0, frame.body());
    };
  }

  private static FrameBody shortened(FrameBody.Facts b) {
    return b.sql().length() <= SQL_KEPT
        ? b
        : new FrameBody.Facts(
            b.sql().substring(0, SQL_KEPT) + "…",
            b.dryRun(),
            b.legacySql(),
            b.statementKinds(),
            b.tables(),
            b.analysis());
  }

  public static FrameHead of(FrameHeader header, long bytes, Optional<FrameBody> body) {
    return new FrameHead(
        header.sequence(),
        header.session(),
        header.sessionSequence(),
        header.exchange(),
        header.job(),
        header.type(),
        header.time(),
        bytes,
        body);
  }
}
