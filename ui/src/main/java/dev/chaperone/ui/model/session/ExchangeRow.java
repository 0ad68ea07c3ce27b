package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.ExchangeSummary;

/**
 * One exchange in the list.
 *
 * @param ordinal place in the session, from 1
 * @param firstFrame place of its first frame in the session
 * @param summary as far as its frames told; the SQL is shortened
 * @param query it carries a statement or starts a job
 */
public record ExchangeRow(int ordinal, long firstFrame, ExchangeSummary summary, boolean query) {
  /** How it stands, for a word and a sign beside any colour. */
  public enum Outcome {
    RUNNING,
    OK,
    FAILED,
    REFUSED,
    CUT
  }

  public Outcome outcome() {
    return switch (summary.state()) {
      case "running" -> Outcome.RUNNING;
      case "cut" -> Outcome.CUT;
      case "refused" -> Outcome.REFUSED;
      default ->
          summary.status() >= 400 || !summary.errorReason().isEmpty() ? Outcome.FAILED : Outcome.OK;
    };
  }

  /** The method's last part such as {@code jobs.query}, else HTTP method and path. */
  public String title() {
    String api = summary.apiMethod();
    if (api.isEmpty()) {
      return summary.method() + " " + summary.path();
    }
    return api.startsWith("bigquery.") ? api.substring("bigquery.".length()) : api;
  }
}
