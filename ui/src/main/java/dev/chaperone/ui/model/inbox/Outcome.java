package dev.chaperone.ui.model.inbox;

import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import java.util.Optional;

/** Says what became of a decision. */
final class Outcome {
  private Outcome() {}

  static Standing standing(HoldDecision decision) {
    return switch (decision) {
      case HoldDecision.Approve d -> Standing.APPROVED;
      case HoldDecision.ApproveLike d -> Standing.APPROVED;
      case HoldDecision.EditAndApprove d -> Standing.REPLACED;
      case HoldDecision.Deny d -> Standing.DENIED;
    };
  }

  static String done(HoldDecision decision, Optional<HoldRow> row) {
    String whose = row.map(r -> "the request of " + r.agent()).orElse("the request");
    return switch (decision) {
      case HoldDecision.Approve d -> "Approved once: " + whose + " runs now.";
      case HoldDecision.ApproveLike d ->
          "Approved: " + whose + " runs now, and others like it do not ask. See Grants.";
      case HoldDecision.EditAndApprove d ->
          "Approved as edited: in place of " + whose + " the edited statement runs.";
      case HoldDecision.Deny d ->
          "Denied: "
              + whose
              + " does not run"
              + (d.reason().isEmpty() ? "." : "; the agent is told: " + d.reason());
    };
  }

  /** The gateway's own words tell who was first, and when. */
  static String notDone(HoldAnswer answer) {
    Standing now = Standing.of(answer.state());
    return now.isWaiting()
        ? "Not done: " + answer.told()
        : "Too late, nothing was changed: this request " + now.sentence() + ". " + answer.told();
  }
}
