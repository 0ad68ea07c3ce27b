package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A recordings store: the journal (the truth) and the database derived from it, owned by one
 * process. Queries see every frame whose receipt had completed when they were called.
 */
public interface Recordings extends AutoCloseable {

  Recorder recorder();

  StoreHealth health();

  /** A feed that starts with the frame of this sequence (1 for all, {@code last + 1} for new). */
  FrameFeed feed(long fromSequence);

  /** Sequence of the last durable frame, 0 in an empty store. */
  long lastSequence();

  /** Newest first. */
  List<SessionSummary> sessions(int limit);

  Optional<SessionSummary> session(SessionId id);

  /** In order of arrival. */
  List<ExchangeSummary> exchanges(SessionId session, int offset, int limit);

  Optional<ExchangeSummary> exchange(ExchangeId id);

  /** Streams a session's frames in order, one in memory at a time. */
  void frames(SessionId session, long fromSessionSequence, Consumer<Frame> consumer);

  /**
   * The same without the bytes of requests and answers, and many times faster. Payloads are held
   * against the checksums of their blocks only, not against their digests.
   */
  default void frameHeads(
      SessionId session, long fromSessionSequence, Consumer<FrameHead> consumer) {
    frames(session, fromSessionSequence, frame -> consumer.accept(FrameHead.of(frame)));
  }

  /**
   * Who owns it, if any recorded answer said so. A job is matched by location if both know it;
   * asked without one, the owner of the name that was recorded first is told.
   */
  Optional<Ownership> ownerOf(Owned owned);

  /** By name. */
  List<AgentRecord> agents();

  /** Holds and grants. */
  ApprovalRecords approvals();

  /** What policies look back on. */
  PolicyRecords policyRecords();

  /** Where results and tables come from, and what was masked. */
  MaskingRecords maskingRecords();

  /** Checks every block, chain and digest of the store. */
  VerificationReport verify();

  /** Writes what is pending, closes journal and database. */
  @Override
  void close();
}
