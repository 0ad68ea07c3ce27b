package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * What lists and timeline take from a frame while it passes; bytes of requests and answers are read
 * again when somebody looks at them.
 *
 * @param bytes length of the piece of a body that the frame carries, 0 if none
 * @param error the frame tells of something that went wrong
 * @param told the frame's body where it is small
 */
public record FrameFact(
    FrameHeader header, FrameKind kind, long bytes, boolean error, Optional<FrameBody> told) {
  /** As much of a statement as lists and filters look at. */
  static final int SQL_KEPT = 4_000;

  public static FrameFact of(Frame frame) {
    FrameKind kind = FrameKind.of(frame.header().type());
    if (frame.body().isEmpty()) {
      return new FrameFact(frame.header(), kind, 0, false, Optional.empty());
    }
    FrameBody body = frame.body().get();
    return switch (body) {
      case FrameBody.RequestPart b -> piece(frame, kind, b.bytes().length());
      case FrameBody.ResponseChunk b -> piece(frame, kind, b.bytes().length());
      case FrameBody.Facts b -> told(frame, kind, false, shortened(b));
      case FrameBody.ResponseHead b -> told(frame, kind, b.status() >= 400, b);
      case FrameBody.ResponseEnd b ->
          told(frame, kind, !b.complete() || !b.errorReason().isEmpty(), b);
      case FrameBody.Failure b -> told(frame, kind, true, b);
      case FrameBody.Gap b -> told(frame, kind, true, b);
      case FrameBody.Unknown b -> piece(frame, kind, b.payload().length());
      case FrameBody.SessionOpened b -> told(frame, kind, false, b);
      case FrameBody.Received b -> told(frame, kind, false, b);
      case FrameBody.Estimate b -> told(frame, kind, false, b);
      case FrameBody.Decision b -> told(frame, kind, false, b);
      case FrameBody.Hold b -> told(frame, kind, false, b);
      case FrameBody.Upstream b -> told(frame, kind, false, b);
      case FrameBody.SessionClosed b -> told(frame, kind, false, b);
      case FrameBody.Checkpoint b -> told(frame, kind, false, b);
      case FrameBody.AgentChange b -> told(frame, kind, false, b);
      case FrameBody.KeyChange b -> told(frame, kind, false, b);
      case FrameBody.Note b -> told(frame, kind, false, b);
    };
  }

  private static FrameFact piece(Frame frame, FrameKind kind, long bytes) {
    return new FrameFact(frame.header(), kind, bytes, false, Optional.empty());
  }

  private static FrameFact told(Frame frame, FrameKind kind, boolean error, FrameBody body) {
    return new FrameFact(frame.header(), kind, 0, error, Optional.of(body));
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

  public SessionId session() {
    return header.session();
  }

  public Optional<String> exchange() {
    return header.exchange().map(id -> id.value());
  }

  public Instant time() {
    return header.time();
  }
}
