package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * What lists and timeline take from a frame while it passes; bytes of requests and answers are read
 * again when somebody looks at them.
 *
 * @param error the frame tells of something that went wrong
 */
public record FrameFact(FrameHead header, FrameKind kind, boolean error) {

  public static FrameFact of(Frame frame) {
    return of(FrameHead.of(frame));
  }

  public static FrameFact of(FrameHead head) {
    boolean error =
        switch (head.body().orElse(null)) {
          case FrameBody.ResponseHead b -> b.status() >= 400;
          case FrameBody.ResponseEnd b -> !b.complete() || !b.errorReason().isEmpty();
          case FrameBody.Failure b -> true;
          case FrameBody.Gap b -> true;
          case null, default -> false;
        };
    return new FrameFact(head, FrameKind.of(head), error);
  }

  /** Length of the piece of a body that the frame carries, 0 if none. */
  public long bytes() {
    return header.bytes();
  }

  /** The frame's body where it is small. */
  public Optional<FrameBody> told() {
    return header.body();
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
