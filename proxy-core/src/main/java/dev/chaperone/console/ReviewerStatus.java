package dev.chaperone.console;

import java.time.Instant;
import java.util.List;

/**
 * Which reviewer's key originals are sealed for.
 *
 * @param keyId {@code ""} if there is none
 * @param name for people, may be empty
 * @param publicKey {@code ""} if there is none
 * @param problem why the key there should be cannot be used, {@code ""} if all is well
 * @param changes of keys, as they are on record, oldest first
 */
public record ReviewerStatus(
    String keyId, String name, String publicKey, String problem, List<Change> changes) {
  public static final ReviewerStatus NONE = new ReviewerStatus("", "", "", "", List.of());

  public ReviewerStatus {
    changes = List.copyOf(changes);
  }

  /**
   * One change.
   *
   * @param change {@code used} or {@code removed}
   */
  public record Change(String keyId, String change, Instant at) {}

  /** Whether something can be sealed now. */
  public boolean isReady() {
    return !keyId.isEmpty() && problem.isEmpty();
  }
}
