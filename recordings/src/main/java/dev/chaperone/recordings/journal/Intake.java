package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.Receipt;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.StoreConfig;
import dev.chaperone.recordings.StoreHealth;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameType;
import java.io.IOException;

/**
 * Encodes, salts and digests frames on the appending thread, and keeps the last of the disk for
 * frames that say how things ended.
 */
final class Intake {
  private static final long LEAST_ROOM = 1 << 20;

  private final StoreConfig config;
  private final WriteQueue queue;

  Intake(StoreConfig config, WriteQueue queue) {
    this.config = config;
    this.queue = queue;
  }

  Receipt accept(FrameDraft draft) {
    if (!essential(draft.body())) {
      long usable = usable();
      if (usable < config.reserveBytes()) {
        throw StorageFault.reserveOnly(config.journal().describe(), usable, config.reserveBytes());
      }
    }
    PendingFrame frame = seal(draft);
    queue.put(frame);
    return frame.receipt();
  }

  StoreHealth health() {
    // A gap frame may still find room where a request's frames do not: that is not being well.
    long needed = Math.max(config.reserveBytes(), LEAST_ROOM);
    long usable = usable();
    if (usable >= needed) {
      return StoreHealth.GOOD;
    }
    RecordingException full = StorageFault.reserveOnly(config.journal().describe(), usable, needed);
    return new StoreHealth(false, String.valueOf(full.getMessage()));
  }

  private long usable() {
    try {
      return config.journal().usableSpace() - queue.weight();
    } catch (IOException e) {
      return Long.MAX_VALUE; // the write itself will tell what is wrong
    }
  }

  PendingFrame seal(FrameDraft draft) {
    byte[] payload = PayloadCodec.encode(draft.body());
    byte[] salt = new byte[EncodedFrame.SALT_LENGTH];
    config.random().nextBytes(salt);
    return new PendingFrame(
        draft,
        payload,
        salt,
        Digest.sha256(salt, payload),
        config.monotonic().getAsLong(),
        config.clock().instant(),
        new FrameReceipt());
  }

  private static boolean essential(FrameBody body) {
    return body instanceof FrameBody.Decision
        || body instanceof FrameBody.Hold
        || (body instanceof FrameBody.Note note
            && (note.type() == FrameType.GRANT || note.type() == FrameType.BUDGET))
        || body instanceof FrameBody.Failure
        || body instanceof FrameBody.ResponseEnd
        || body instanceof FrameBody.Gap
        || body instanceof FrameBody.SessionClosed
        || body instanceof FrameBody.Checkpoint;
  }
}
