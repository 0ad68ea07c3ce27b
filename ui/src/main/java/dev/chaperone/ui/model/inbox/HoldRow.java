package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.HoldSummary;

/**
 * One held request of the list.
 *
 * @param standing what became of it, as far as the window knows: a decision just made here counts
 *     before the list was read again
 */
public record HoldRow(HoldSummary summary, Standing standing) {
  static HoldRow of(HoldSummary summary) {
    return new HoldRow(summary, Standing.of(summary.state()));
  }

  public String id() {
    return summary.id();
  }

  public String agent() {
    return summary.owner().agent();
  }

  public boolean isWaiting() {
    return standing.isWaiting();
  }

  /** The statement, or what was called where there is none. */
  public String what() {
    if (!summary.sql().isBlank()) {
      return summary.sql();
    }
    return summary.apiMethod().isEmpty()
        ? summary.httpMethod() + " " + summary.path()
        : summary.apiMethod();
  }
}
