package dev.chaperone.ui.inbox;

import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.HoldStep;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.model.inbox.HoldRow;
import dev.chaperone.ui.model.inbox.Standing;
import dev.chaperone.ui.model.text.Units;
import java.time.ZoneId;

/** Sentences about what became of a held request. */
final class HoldWords {
  private HoldWords() {}

  /** Who did what, when and why; {@code ""} while it waits. */
  static String ended(HoldRow row, ZoneId zone) {
    if (row.isWaiting()) {
      return "";
    }
    HoldSummary hold = row.summary();
    if (Standing.of(hold.state()).isWaiting()) {
      return "This request " + row.standing().sentence() + ", here, a moment ago.";
    }
    StringBuilder text = new StringBuilder("This request " + row.standing().sentence());
    if (row.standing() == Standing.DONE && !isRun(hold.cause())) {
      text.append(" (").append(hold.cause()).append(')');
    }
    text.append(who(hold.decider())).append(", at ").append(Texts.clock(hold.changed(), zone));
    if (hold.cap() >= 0) {
      text.append(", cap ").append(Units.bytes(hold.cap()));
    }
    return text.append(hold.detail().isEmpty() ? "." : ": " + hold.detail()).toString();
  }

  private static boolean isRun(String cause) {
    return cause.isEmpty() || cause.equals(HoldStep.SUBMITTED) || cause.equals(HoldStep.ADOPTED);
  }

  static String who(Decider decider) {
    return switch (decider.how()) {
      case OPERATOR_SESSION -> " by " + decider.identity();
      case UNPROTECTED -> " by " + decider.identity() + " (unprotected)";
      case AGENT, GATEWAY, NOT_TOLD -> "";
    };
  }

  /** The chip's colour; the word stands in it. */
  static String chip(Standing standing) {
    return switch (standing) {
      case WAITING, EXPIRED -> "chip-warning";
      case APPROVED, RUNNING, DONE -> "chip-good";
      case DENIED -> "chip-danger";
      case REPLACED, CANCELLED, OTHER -> "chip-plain";
    };
  }
}
