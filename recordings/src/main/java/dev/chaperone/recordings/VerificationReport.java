package dev.chaperone.recordings;

import java.util.List;

/**
 * What verification found.
 *
 * @param frames frames whose header and chain hold
 * @param erased payloads that were erased on purpose
 * @param signedThrough last sequence covered by a signed checkpoint, 0 if none is signed
 * @param faults one line per fault, with the place; empty if everything verifies
 */
public record VerificationReport(
    long frames, long erased, long signedThrough, List<String> faults) {
  public VerificationReport {
    faults = List.copyOf(faults);
  }

  public boolean intact() {
    return faults.isEmpty();
  }
}
