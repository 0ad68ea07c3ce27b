package dev.chaperone.ui.model.inspect;

import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.ui.model.text.Units;

/** Says in words what went wrong with an exchange, and what to do where that is known. */
final class ProblemWords {
  private ProblemWords() {}

  /** {@code ""} if nothing went wrong. */
  static String of(ExchangeSummary e) {
    if (e.state().equals("cut")) {
      return "The connection was cut before the answer was complete"
          + (e.responseBytes() > 0
              ? "; the agent has at most " + Units.bytes(e.responseBytes()) + " of it."
              : ".");
    }
    if (e.errorReason().isEmpty()) {
      return e.status() >= 400 ? "The answer was HTTP " + e.status() + "." : "";
    }
    String told = e.errorMessage().isEmpty() ? "" : " " + e.errorMessage();
    return reason(e) + told;
  }

  private static String reason(ExchangeSummary e) {
    boolean here = e.state().equals("refused");
    return switch (e.errorReason()) {
      case "invalidQuery", "invalid" -> "BigQuery could not run the statement.";
      case "notFound" -> "What the request names does not exist, or is not the agent's.";
      case "accessDenied" -> "Access was denied.";
      case "unauthenticated", "authError" ->
          "The agent's token was not accepted. Give its client a fresh one on the Connect page.";
      case "quotaExceeded", "rateLimitExceeded" -> "A quota of BigQuery is used up.";
      case "responseTooLarge" -> "The result is too large for one answer.";
      case "backendError", "internalError" ->
          "BigQuery had a fault of its own; trying again helps.";
      case "timeout" -> "BigQuery took too long.";
      case "bytesBilledLimitExceeded" -> "The statement would bill more bytes than allowed.";
      case "upstream-unreachable" -> "The gateway could not reach BigQuery.";
      case "duplicate" -> "A job of this name exists already.";
      default ->
          here
              ? "The gateway refused the request (" + e.errorReason() + ")."
              : "The request failed (" + e.errorReason() + ").";
    };
  }
}
