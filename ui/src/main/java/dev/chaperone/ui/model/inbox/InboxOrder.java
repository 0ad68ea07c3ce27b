package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.HoldSummary;
import java.util.Comparator;

/** What comes first among the requests that wait. */
public enum InboxOrder {
  EXPIRY("Expires first", Comparator.comparing(HoldSummary::expires)),
  OLDEST("Waits longest", Comparator.comparing(HoldSummary::created)),
  /** What is not known counts as more than anything that is. */
  LARGEST(
      "Scans most",
      Comparator.comparingLong((HoldSummary h) -> h.bytes() < 0 ? Long.MAX_VALUE : h.bytes())
          .reversed());

  private final String text;
  private final Comparator<HoldRow> comparator;

  InboxOrder(String text, Comparator<HoldSummary> first) {
    this.text = text;
    this.comparator =
        Comparator.comparing(
            HoldRow::summary,
            first.thenComparing(HoldSummary::created).thenComparing(HoldSummary::id));
  }

  public String text() {
    return text;
  }

  Comparator<HoldRow> comparator() {
    return comparator;
  }
}
