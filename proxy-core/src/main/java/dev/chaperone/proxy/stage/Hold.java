package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.review.Reviewed;
import java.util.Optional;

/**
 * Keeps a request that waits for a person from going on, and answers what is asked about one that
 * does. Without a policy nothing is held.
 */
public final class Hold implements Stage {
  private final Optional<HoldAnswers> holds;

  public Hold(Optional<HoldAnswers> holds) {
    this.holds = holds;
  }

  @Override
  public void apply(Exchange exchange) {
    Optional<Reviewed> reviewed = exchange.reviewed();
    if (holds.isEmpty() || reviewed.isEmpty()) {
      if (!exchange.decision().outcome().equals("allow")) {
        throw Refusal.denied("denied", "Access Denied: " + exchange.decision().reason());
      }
      return;
    }
    if (reviewed.get().late()) {
      holds.get().hold(exchange, reviewed.get());
      return;
    }
    switch (reviewed.get().decision().verdict()) {
      case DENY -> throw denied(reviewed.get());
      case HOLD -> holds.get().hold(exchange, reviewed.get());
      case ALLOW -> holds.get().answerForHeld(exchange);
    }
  }

  private static Refusal denied(Reviewed reviewed) {
    return Refusal.denied(reviewed.decision().code(), "Access Denied: " + reviewed.denial());
  }
}
