package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.JobKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the recordings know of holds and grants. Sees every frame that was durable when asked. */
public interface ApprovalRecords {
  String OPERATOR = "operator";
  String POLICY = "policy";

  /** Changes of keys; ones that an older version indexed are missing until a rebuild. */
  String KEY = "key";

  /** Newest first. */
  List<HoldSummary> holds(int limit);

  /** Newest first; revoked and used-up ones too. */
  List<GrantSummary> grants(int limit);

  /** The newest hold of this job, whatever became of it; an unknown location matches any. */
  Optional<HoldSummary> holdOfJob(JobKey job);

  /**
   * The frames from which the state of approvals is made anew at start, in the order of their
   * sequences: all of every hold that is open or changed since, and of every grant. May be more
   * than that, never less.
   */
  void approvalFrames(Instant changedSince, Consumer<Frame> consumer);

  /**
   * The frames of one hold or grant, in the order of their sequences; of {@link #OPERATOR}, {@link
   * #POLICY} or {@link #KEY} those that say who may govern, by which policy and with which keys,
   * even if they lost their payload.
   */
  void framesOf(String id, Consumer<Frame> consumer);

  /**
   * The same, telling also of frames there must be and that cannot be read at all.
   *
   * @param missing called in the place of such a frame
   */
  default void framesOf(String id, Consumer<Frame> consumer, Runnable missing) {
    framesOf(id, consumer);
  }
}
