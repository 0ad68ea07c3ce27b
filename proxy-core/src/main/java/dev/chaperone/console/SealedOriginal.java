package dev.chaperone.console;

import dev.chaperone.recordings.frame.FrameBody;
import java.util.List;

/**
 * The sealed original of one answer, given once from beginning to end. That it is being opened is
 * on record already. Failures are {@link ConsoleException}s.
 */
public interface SealedOriginal extends AutoCloseable {
  /** The reviewer's key it is sealed for. */
  String keyId();

  /** The next pieces in order, still encrypted; empty if there are no more. */
  List<FrameBody.Sealed> next();

  @Override
  void close();
}
