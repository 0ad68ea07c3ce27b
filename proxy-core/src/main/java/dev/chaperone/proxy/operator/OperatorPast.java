package dev.chaperone.proxy.operator;

import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the recordings say of who may govern.
 *
 * @param digest of the passphrase's file as it was set last, {@code ""} if there is no passphrase
 * @param mode the way of proving a gateway was last started with, {@code ""} if none ever was
 * @param protection what that came to
 * @param reset when the passphrase was last thrown away without the old one
 * @param damaged a frame that may have said something else cannot be read
 */
record OperatorPast(
    String digest, String mode, String protection, Optional<Instant> reset, boolean damaged) {
  static final OperatorPast NOTHING = new OperatorPast("", "", "", Optional.empty(), false);

  static OperatorPast of(ApprovalRecords records) {
    OperatorPast[] past = {NOTHING};
    records.framesOf(
        ApprovalRecords.OPERATOR,
        frame -> past[0] = past[0].after(frame),
        () -> past[0] = past[0].withDamage());
    return past[0];
  }

  private OperatorPast after(Frame frame) {
    if (!(frame.body().orElse(null) instanceof FrameBody.Note note)) {
      return withDamage();
    }
    Map<String, String> values = note.values();
    return switch (values.getOrDefault(OperatorFrames.CHANGE, "")) {
      case OperatorFrames.PASSPHRASE_SET ->
          withDigest(values.getOrDefault(OperatorFrames.DIGEST, ""));
      case OperatorFrames.PASSPHRASE_RESET -> resetAt(frame.header().time());
      case OperatorFrames.MODE ->
          withMode(
              values.getOrDefault(OperatorFrames.MODE, ""),
              values.getOrDefault(OperatorFrames.PROTECTION, ""));
      default -> this;
    };
  }

  private OperatorPast withDamage() {
    return new OperatorPast(digest, mode, protection, reset, true);
  }

  OperatorPast withDigest(String set) {
    return new OperatorPast(set, mode, protection, reset, damaged);
  }

  /** A reset is also the end of what damage left unclear. */
  OperatorPast resetAt(Instant time) {
    return new OperatorPast("", mode, protection, Optional.of(time), false);
  }

  OperatorPast withMode(String newMode, String newProtection) {
    return new OperatorPast(digest, newMode, newProtection, reset, damaged);
  }
}
