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

  /** Tags as the policy in force has them. */
  TagOverview tags();

  /**
   * Says that a table does not hold what it seems to have inherited; what comes later counts again.
   *
   * @param table {@code project.dataset.table}
   * @param upTo the last frame this is about
   */
  void revokeTags(String table, long upTo, String reason);

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

      @Override
      public TagOverview tags() {
        return TagOverview.NONE;
      }

      @Override
      public void revokeTags(String table, long upTo, String reason) {
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
