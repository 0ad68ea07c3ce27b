package dev.chaperone.ui.model.testing;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.recordings.frame.Decider;
import java.time.Instant;
import java.util.Optional;

/** A seat that asks for a passphrase: {@code right}. */
public final class LockedSeat implements OperatorSeat {
  private volatile boolean unlocked;

  @Override
  public OperatorStatus status() {
    return new OperatorStatus(
        unlocked ? OperatorStatus.State.UNLOCKED : OperatorStatus.State.LOCKED,
        "",
        "ada",
        "",
        Optional.<Instant>empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public OperatorStatus unlock(OperatorProof proof) {
    if (!(proof instanceof OperatorProof.Passphrase p) || !"right".equals(new String(p.text()))) {
      throw new ConsoleException(
          ConsoleException.Code.REFUSED_OPERATOR, "that is not the passphrase");
    }
    unlocked = true;
    return status();
  }

  @Override
  public void lock() {
    unlocked = false;
  }

  @Override
  public void changePassphrase(char[] before, char[] after) {}

  @Override
  public Decider decider() {
    if (!unlocked) {
      throw new ConsoleException(
          ConsoleException.Code.NEEDS_OPERATOR, "only an operator may do that");
    }
    return new Decider("ada", Decider.How.OPERATOR_SESSION);
  }

  @Override
  public Decider onRecord(String deed, String subject) {
    return decider();
  }

  @Override
  public void close() {}
}
