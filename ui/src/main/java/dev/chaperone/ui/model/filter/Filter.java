package dev.chaperone.ui.model.filter;

import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.SessionSummary;

/** What a filter text means. */
public interface Filter {
  /** Lets everything through. */
  Filter ALL =
      new Filter() {
        @Override
        public boolean matches(SessionSummary session) {
          return true;
        }

        @Override
        public boolean matches(ExchangeSummary exchange) {
          return true;
        }

        @Override
        public boolean matches(HoldSummary hold) {
          return true;
        }
      };

  boolean matches(SessionSummary session);

  boolean matches(ExchangeSummary exchange);

  boolean matches(HoldSummary hold);
}
