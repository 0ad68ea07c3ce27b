package dev.chaperone.console;

import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.VerificationReport;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The operator's view of one data folder: in the process that owns it, or over that process's
 * control socket. Both hold to one contract test. Safe for many threads.
 *
 * <p>Every method throws {@link ConsoleException} and nothing else: what it says is written for a
 * person.
 */
public interface Console extends AutoCloseable {

  ConsoleStatus status();

  /** Newest first. */
  List<SessionSummary> sessions(int limit);

  Optional<SessionSummary> session(SessionId id);

  /** In order of arrival. */
  List<ExchangeSummary> exchanges(SessionId session, int offset, int limit);

  /**
   * Streams a session's frames in order; a few in memory at a time. What is sealed is left out of
   * its frames, see {@link #openSealed}.
   */
  void frames(SessionId session, long fromSessionSequence, Consumer<Frame> consumer);

  /** The same without the bytes of requests and answers: for lists, and many times faster. */
  default void frameHeads(
      SessionId session, long fromSessionSequence, Consumer<FrameHead> consumer) {
    frames(session, fromSessionSequence, frame -> consumer.accept(FrameHead.of(frame)));
  }

  /**
   * The frame stream from a sequence on (1 for all, {@code lastSequence + 1} for new ones), pulled
   * by the caller, so nothing piles up for a slow one. After a {@link ConsoleException} whose code
   * is {@code GONE} one resumes on a new console with the sequence after the last frame seen.
   */
  FrameFeed feed(long fromSequence);

  /** The same without the bytes of requests and answers. */
  default HeadFeed headFeed(long fromSequence) {
    return HeadFeed.over(feed(fromSequence));
  }

  /** By name. */
  List<AgentRecord> agents();

  /** Creates an agent and its token file; throws {@code INVALID} if the name is taken or bad. */
  IssuedAgent createAgent(NewAgent agent);

  /** Where the agent's token lies; throws {@code NOT_FOUND} if it is unknown or revoked. */
  IssuedAgent agent(String name);

  /** All of the agent's tokens are void at once; throws {@code NOT_FOUND} if it is unknown. */
  void revokeAgent(String name);

  /** Held requests, whatever became of them, newest first. */
  List<HoldSummary> holds(int limit);

  /** The whole held request: what is decided on. */
  Optional<HeldRequest> heldRequest(String hold);

  /**
   * Decides. Throws {@code NOT_FOUND} if there is no such hold, {@code INVALID} if no gateway runs
   * that could carry it out.
   */
  HoldAnswer decide(HoldDecision decision);

  /** Newest first; revoked and used-up ones too. */
  List<GrantSummary> grants(int limit);

  /** Ends a grant; throws {@code NOT_FOUND} if there is none of this id. */
  void revokeGrant(String id, String reason);

  /** Empty if no gateway runs. */
  Optional<PolicyStatus> policy();

  /** Puts a waiting policy that permits more into force; throws {@code INVALID} if it is gone. */
  void confirmPolicy(String sha256);

  /** What the policy in force protects, as far as results have shown it. */
  TagOverview tags();

  /**
   * Says that a table does not hold what it seems to have inherited; what comes later counts again.
   * Throws {@code NOT_FOUND} if nothing of that table is to be taken back, {@code INVALID} without
   * a reason or if no gateway runs.
   *
   * @param table {@code project.dataset.table}
   * @param upTo the last frame this is about ({@link TagOverview.Derived#upTo})
   */
  void revokeTags(String table, long upTo, String reason);

  /** Whether governing needs an operator session, and whether this console has one. */
  OperatorStatus operator();

  /**
   * Begins an operator session for this console alone; it ends with the console. Without one, where
   * one is needed, deciding, creating and revoking agents, revoking grants and inherited tags,
   * confirming a policy, changing the reviewer's key and opening sealed originals throw {@code
   * NEEDS_OPERATOR}. Throws {@code REFUSED_OPERATOR} if the proof does not hold.
   */
  OperatorStatus unlock(OperatorProof proof);

  /** Ends this console's operator session, if it has one. */
  void lock();

  /**
   * Sets the operator's passphrase; throws {@code REFUSED_OPERATOR} if the one so far is wrong.
   *
   * @param before the one so far, empty if there was none
   */
  void changePassphrase(char[] before, char[] after);

  /** Which reviewer's key originals are sealed for. */
  ReviewerStatus reviewers();

  /**
   * Seals for this key from now on; an operator's deed.
   *
   * @param publicKey as {@code chaperone reviewer create} prints it
   * @param name for people, may be empty
   */
  ReviewerStatus useReviewerKey(String publicKey, String name);

  /** Seals for nobody from now on; an operator's deed. */
  ReviewerStatus removeReviewerKey();

  /**
   * The sealed original of an answer, still encrypted; an operator's deed, which is durably on
   * record before this returns. This is the only way to it: everywhere else these frames come
   * without what is encrypted. Throws {@code NOT_FOUND} if nothing of this exchange is sealed.
   */
  SealedOriginal openSealed(SessionId session, ExchangeId exchange);

  /** Checks every block, chain and digest of the store. */
  VerificationReport verify();

  @Override
  void close();
}
