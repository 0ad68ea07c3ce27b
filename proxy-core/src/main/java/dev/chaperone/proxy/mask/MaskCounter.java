package dev.chaperone.proxy.mask;

import dev.chaperone.proxy.mask.BoundPlan.MaskedField;
import dev.chaperone.proxy.mask.MaskingSummary.ColumnHits;
import dev.chaperone.proxy.mask.MaskingSummary.MaskedColumn;
import java.util.ArrayList;
import java.util.List;

/** Counts what happens to the values of one answer. One thread. */
final class MaskCounter {
  private final BoundPlan bound;
  private final long[] masked;
  private final long[][] hits;
  private long unseen;

  MaskCounter(BoundPlan bound) {
    this.bound = bound;
    masked = new long[bound.fields().size()];
    hits = new long[bound.plan().detectors().size()][masked.length];
  }

  void masked(int field) {
    masked[field]++;
  }

  void hit(int detector, int field) {
    hits[detector][field]++;
  }

  /** A text was too long to be looked at. */
  void unseen() {
    unseen++;
  }

  MaskingSummary summary() {
    List<MaskedColumn> columns = new ArrayList<>();
    List<ColumnHits> found = new ArrayList<>();
    for (int i = 0; i < masked.length; i++) {
      MaskedField field = bound.fields().get(i);
      if (field.method().isPresent()) {
        columns.add(new MaskedColumn(field.path(), field.method().get().kind().code(), masked[i]));
      }
      for (int d = 0; d < hits.length; d++) {
        if (hits[d][i] > 0) {
          DetectorRule rule = bound.plan().detectors().get(d);
          found.add(
              new ColumnHits(
                  field.path(), rule.finder().kind().code(), rule.reaction().code(), hits[d][i]));
        }
      }
    }
    return new MaskingSummary(bound.plan().everything(), columns, found, unseen);
  }
}
