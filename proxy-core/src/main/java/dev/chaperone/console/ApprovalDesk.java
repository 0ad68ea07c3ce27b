package dev.chaperone.console;

import dev.chaperone.recordings.frame.Decider;
import java.util.Optional;

/** What a running gateway lets its operator decide; failures are {@link ConsoleException}s. */
public interface ApprovalDesk {
  /** The same desk for this person: what is decided there is recorded as theirs. */
  ApprovalDesk by(Decider person);

  HoldAnswer decide(HoldDecision decision);

  void revokeGrant(String id, String reason);

  Optional<PolicyStatus> policy();

  void confirmPolicy(String sha256);

  /** Where no gateway runs nothing can be decided. */
  static ApprovalDesk none() {
    return new ApprovalDesk() {
      @Override
      public ApprovalDesk by(Decider person) {
        return this;
      }

      @Override
      public HoldAnswer decide(HoldDecision decision) {
        throw noGateway();
      }

      @Override
      public void revokeGrant(String id, String reason) {
        throw noGateway();
      }

      @Override
      public Optional<PolicyStatus> policy() {
        return Optional.empty();
      }

      @Override
      public void confirmPolicy(String sha256) {
        throw noGateway();
      }
    };
  }

  private static ConsoleException noGateway() {
    return new ConsoleException(
        ConsoleException.Code.INVALID,
        "no gateway runs on this data folder, so nothing can be decided; start it with chaperone"
            + " serve");
  }
}
