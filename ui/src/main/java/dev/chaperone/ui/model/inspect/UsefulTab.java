package dev.chaperone.ui.model.inspect;

import dev.chaperone.ui.model.inspect.InspectorModel.Tab;
import dev.chaperone.ui.model.session.ExchangeRow;
import java.util.Optional;
import java.util.Set;

/**
 * Which tab is in sight: the chosen one, unless it is the SQL of a request that has none. The
 * choice itself stays, so the next statement is seen again.
 */
public final class UsefulTab {
  private static final Set<String> ROWS = Set.of("jobs.getQueryResults", "tabledata.list");

  private UsefulTab() {}

  /** Goes by what is known at once, so that the tab does not change while an exchange is read. */
  public static Tab of(Inspection inspection, Tab chosen) {
    if (chosen == Tab.ORIGINAL && inspection.complete() && inspection.sealedFor().isEmpty()) {
      return Tab.RESPONSE;
    }
    Optional<ExchangeRow> exchange = inspection.exchange();
    if (chosen != Tab.SQL || !inspection.sql().isEmpty() || exchange.isEmpty()) {
      return chosen;
    }
    return ROWS.contains(exchange.get().title()) ? Tab.RESULTS : Tab.RESPONSE;
  }
}
