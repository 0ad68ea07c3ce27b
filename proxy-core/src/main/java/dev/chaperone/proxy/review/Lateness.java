package dev.chaperone.proxy.review;

import dev.chaperone.proxy.policy.Truth;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.decide.Cause;
import dev.chaperone.proxy.policy.decide.Decision;
import dev.chaperone.sql.Doubt;

/** Tells a refusal that time may lift from one that stands whatever else is found out. */
final class Lateness {
  private Lateness() {}

  static boolean of(Reviewed reviewed) {
    return reviewed.decision().verdict() != Verdict.ALLOW
        && reviewed.overdue()
        && !isSure(reviewed.decision())
        && reviewed.estimate().rejection().isEmpty();
  }

  static boolean isAnalyserStarting(Reviewed reviewed) {
    return reviewed
        .facts()
        .map(f -> f.doubts().stream().anyMatch(d -> d.reason() == Doubt.Reason.ANALYSER_STARTING))
        .orElse(false);
  }

  /** By what is known to apply; a default may yet fall silent before a rule that allows. */
  private static boolean isSure(Decision decision) {
    return decision.findings().stream()
        .anyMatch(
            f ->
                f.verdict() != Verdict.ALLOW
                    && f.truth() == Truth.TRUE
                    && f.cause() != Cause.DEFAULT);
  }
}
