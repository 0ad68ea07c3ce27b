package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives frames their sequences and hashes. What is given counts only once it is durable: until
 * {@link #commit} the same numbers are given again. Changed by the writer alone.
 */
final class Chains {
  private final Map<SessionId, SessionHead> heads = new ConcurrentHashMap<>();
  private long lastSequence;

  Chains(long lastSequence, Map<SessionId, SessionHead> heads) {
    this.lastSequence = lastSequence;
    this.heads.putAll(heads);
  }

  /** A frame with its place. */
  record Placed(PendingFrame frame, FrameHeader header, byte[] headerBytes, Digest hash) {
    EncodedFrame encoded() {
      return new EncodedFrame(headerBytes, frame.salt(), frame.payload(), false);
    }

    StoredFrame stored() {
      return new StoredFrame(
          header,
          hash,
          StoredFrame.PayloadState.PRESENT,
          Optional.of(frame.draft().body()),
          frame.weight());
    }
  }

  /**
   * Frames ready to be written.
   *
   * @param placed in order, may be empty
   * @param refused frames of sessions that are closed
   */
  record Plan(
      List<Placed> placed, List<PendingFrame> refused, Map<SessionId, SessionHead> headsAfter) {}

  boolean knows(SessionId session) {
    return heads.containsKey(session);
  }

  SessionHead head(SessionId session) {
    return heads.getOrDefault(session, SessionHead.NONE);
  }

  long lastSequence() {
    return lastSequence;
  }

  Plan plan(List<PendingFrame> frames) {
    Map<SessionId, SessionHead> after = new HashMap<>();
    List<Placed> placed = new ArrayList<>(frames.size());
    List<PendingFrame> refused = new ArrayList<>();
    for (PendingFrame frame : frames) {
      SessionId session = frame.draft().session();
      SessionHead head = after.getOrDefault(session, head(session));
      if (head.closed()) {
        refused.add(frame);
        continue;
      }
      FrameHeader header =
          new FrameHeader(
              lastSequence + placed.size() + 1,
              session,
              head.sequence() + 1,
              frame.draft().exchange(),
              frame.draft().job(),
              frame.draft().body().typeCode(),
              PayloadCodec.VERSION,
              frame.monotonicNanos(),
              frame.time(),
              frame.payloadDigest(),
              head.hash());
      byte[] bytes = HeaderCodec.encode(header);
      Digest hash = Digest.sha256(bytes);
      boolean closes = frame.draft().body() instanceof FrameBody.SessionClosed;
      placed.add(new Placed(frame, header, bytes, hash));
      after.put(session, new SessionHead(header.sessionSequence(), hash, closes));
    }
    return new Plan(placed, refused, after);
  }

  void commit(Plan plan) {
    heads.putAll(plan.headsAfter());
    lastSequence += plan.placed().size();
  }
}
