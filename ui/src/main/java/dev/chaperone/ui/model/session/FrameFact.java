package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * What lists and timeline keep of a frame while it passes; the body is read again when somebody
 * looks at it.
 *
 * @param bytes length of what the frame carries or tells, 0 if nothing
 * @param error the frame tells of something that went wrong
 * @param change what it means for its exchange
 */
public record FrameFact(
    FrameHeader header, FrameKind kind, long bytes, boolean error, ExchangeChange change) {
  public SessionId session() {
    return header.session();
  }

  public Optional<String> exchange() {
    return header.exchange().map(e -> e.value());
  }

  public Instant time() {
    return header.time();
  }
}
