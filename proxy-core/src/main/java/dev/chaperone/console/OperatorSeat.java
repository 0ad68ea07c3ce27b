package dev.chaperone.console;

import dev.chaperone.recordings.frame.Decider;
import java.time.Duration;
import java.util.Optional;

/**
 * One console's claim to govern: an operator session belongs to one seat, and ends with it.
 * Failures are {@link ConsoleException}s.
 */
public interface OperatorSeat extends AutoCloseable {
  OperatorStatus status();

  /** Begins an operator session; throws {@code REFUSED_OPERATOR} if the proof does not hold. */
  OperatorStatus unlock(OperatorProof proof);

  /** Ends the operator session, if there is one. */
  void lock();

  /**
   * Sets the passphrase.
   *
   * @param before the one so far, empty if there was none
   */
  void changePassphrase(char[] before, char[] after);

  /** Who governs from this seat; throws {@code NEEDS_OPERATOR} if nobody may. */
  Decider decider();

  /** As {@link #decider}, and on record before it is done: for deeds whose frames name nobody. */
  Decider onRecord(String deed, String subject);

  @Override
  void close();

  /** Where nothing tells operators from others. */
  static OperatorSeat unprotected(String identity) {
    OperatorStatus status =
        new OperatorStatus(
            OperatorStatus.State.UNPROTECTED,
            "unprotected: every program of this user can act as an operator",
            identity,
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new OperatorSeat() {
      @Override
      public OperatorStatus status() {
        return status;
      }

      @Override
      public OperatorStatus unlock(OperatorProof proof) {
        return status;
      }

      @Override
      public void lock() {}

      @Override
      public void changePassphrase(char[] before, char[] after) {
        throw new ConsoleException(
            ConsoleException.Code.INVALID, "operator sessions are switched off here");
      }

      @Override
      public Decider decider() {
        return new Decider(identity, Decider.How.UNPROTECTED);
      }

      @Override
      public Decider onRecord(String deed, String subject) {
        return decider();
      }

      @Override
      public void close() {}
    };
  }

  /** What was asked for, within what is allowed. */
  static Duration allowed(Duration idle) {
    if (idle.compareTo(OperatorProof.SHORTEST) < 0) {
      return OperatorProof.SHORTEST;
    }
    return idle.compareTo(OperatorProof.LONGEST) > 0 ? OperatorProof.LONGEST : idle;
  }
}
