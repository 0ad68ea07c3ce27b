package dev.chaperone.ui.model.filter;

import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.SessionSummary;

/** What one term of a filter says. */
interface Term {
  /** What a session's row can say of a term that is about exchanges. */
  enum Answer {
    YES,
    NO,
    /** Some exchanges of the session may match. */
    MAYBE;

    static Answer of(boolean yes) {
      return yes ? YES : NO;
    }

    Answer negated() {
      return switch (this) {
        case YES -> NO;
        case NO -> YES;
        case MAYBE -> MAYBE;
      };
    }
  }

  Answer of(SessionSummary session);

  boolean matches(ExchangeSummary exchange);

  boolean matches(HoldSummary hold);
}
