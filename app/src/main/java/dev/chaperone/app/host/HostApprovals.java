package dev.chaperone.app.host;

import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.console.PolicyStatus;
import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.frame.Decider;
import java.util.Optional;

/** Hands what an operator decides to the running gateway; until one runs, nothing is decided. */
final class HostApprovals implements ApprovalDesk {
  private volatile ApprovalDesk current = ApprovalDesk.none();

  void use(ApprovalDesk gateways) {
    current = gateways;
  }

  @Override
  public ApprovalDesk by(Decider person) {
    return current.by(person);
  }

  @Override
  public HoldAnswer decide(HoldDecision decision) {
    return current.decide(decision);
  }

  @Override
  public void revokeGrant(String id, String reason) {
    current.revokeGrant(id, reason);
  }

  @Override
  public Optional<PolicyStatus> policy() {
    return current.policy();
  }

  @Override
  public void confirmPolicy(String sha256) {
    current.confirmPolicy(sha256);
  }

  @Override
  public TagOverview tags() {
    return current.tags();
  }

  @Override
  public void revokeTags(String table, long upTo, String reason) {
    current.revokeTags(table, upTo, reason);
  }
}
