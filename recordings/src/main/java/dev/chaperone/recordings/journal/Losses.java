package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Remembers what could not be recorded. An exchange that lost a frame cannot be completed as if it
 * were whole: chunks are not waited for, so a later receipt has to tell (P2). Its session gets a
 * gap frame as soon as the store writes again. Used by the writer alone.
 */
final class Losses {
  private static final int REMEMBERED = 10_000;

  private final Map<ExchangeId, RecordingException> exchanges =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ExchangeId, RecordingException> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Set<SessionId> sessions = new LinkedHashSet<>();

  void lost(List<PendingFrame> batch, RecordingException cause) {
    for (PendingFrame frame : batch) {
      frame.draft().exchange().ifPresent(exchange -> exchanges.putIfAbsent(exchange, cause));
      if (!frame.draft().session().equals(SessionId.SYSTEM)) {
        sessions.add(frame.draft().session());
      }
    }
  }

  /** Whether this frame would make an exchange look whole that is not; if so, its receipt fails. */
  boolean refuse(PendingFrame frame) {
    if (frame.draft().exchange().isEmpty() || tellsOfFailure(frame.draft().body())) {
      return false;
    }
    RecordingException cause = exchanges.get(frame.draft().exchange().get());
    if (cause == null) {
      return false;
    }
    frame.receipt().fail(cause);
    return true;
  }

  private static boolean tellsOfFailure(FrameBody body) {
    return body instanceof FrameBody.Failure
        || (body instanceof FrameBody.ResponseEnd end && !end.complete());
  }

  /** Gap frames for the sessions that lost something. */
  List<PendingFrame> gaps(Chains chains, Function<FrameDraft, PendingFrame> sealer) {
    List<PendingFrame> gaps = new ArrayList<>();
    for (SessionId session : sessions) {
      SessionHead head = chains.head(session);
      if (head.sequence() > 0 && !head.closed()) {
        gaps.add(
            sealer.apply(
                FrameDraft.ofSession(
                    session, new FrameBody.Gap("the store could not write", head.sequence()))));
      }
    }
    return gaps;
  }

  /** The gap frames were written. */
  void told() {
    sessions.clear();
  }
}
