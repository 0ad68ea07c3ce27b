package dev.chaperone.recordings.frame;

import java.time.Instant;
import java.util.Optional;

/**
 * The particulars of one step in a hold's life. Text that does not apply is {@code ""}.
 *
 * @param number counts a hold's steps from 1, -1 in stores written before this was recorded
 * @param owner whose request is held
 * @param by who took the step
 * @param cause short stable code such as {@code submitted}, {@code failed}, {@code drifted}
 * @param errorReason BigQuery's reason, if carrying it out failed
 * @param cap the maximumBytesBilled that was approved, -1 if none
 * @param successor the hold that takes this one's place
 */
public record HoldStep(
    long number,
    Instant at,
    Optional<Identity> owner,
    Decider by,
    String cause,
    String errorReason,
    long cap,
    String successor) {
  public static final String SUBMITTED = "submitted";
  public static final String ADOPTED = "adopted";
  public static final HoldStep NOT_TOLD =
      new HoldStep(-1, Instant.EPOCH, Optional.empty(), Decider.NOT_TOLD, "", "", -1, "");
}
