package dev.chaperone.app.control;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.SealedOriginal;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one exchange's sealed frames from the store, a few at a time and each once. */
final class SealedRun implements SealedOriginal {
  private static final long AT_ONCE = 1 << 20;

  private final Recordings recordings;
  private final SessionId session;
  private final ExchangeId exchange;
  private final String keyId;
  private long next;

  private SealedRun(
      Recordings recordings, SessionId session, ExchangeId exchange, String keyId, long next) {
    this.recordings = recordings;
    this.session = session;
    this.exchange = exchange;
    this.keyId = keyId;
    this.next = next;
  }

  /** Throws {@code NOT_FOUND} if nothing of the exchange is sealed. */
  static SealedRun find(Recordings recordings, SessionId session, ExchangeId exchange) {
    long[] at = {0};
    until(
        () ->
            recordings.frameHeads(
                session,
                1,
                head -> {
                  if (head.type().equals(FrameType.SEALED.code())
                      && head.exchange().equals(Optional.of(exchange))) {
                    at[0] = head.sessionSequence();
                    throw new Enough();
                  }
                }));
    if (at[0] == 0) {
      throw new ConsoleException(
          ConsoleException.Code.NOT_FOUND,
          "nothing of the request " + exchange.value() + " is sealed");
    }
    String[] key = {""};
    until(
        () ->
            recordings.frames(
                session,
                at[0],
                frame -> {
                  if (frame.body().orElse(null) instanceof FrameBody.Sealed sealed) {
                    key[0] = sealed.keyId();
                  }
                  throw new Enough();
                }));
    return new SealedRun(recordings, session, exchange, key[0], at[0]);
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public synchronized List<FrameBody.Sealed> next() {
    List<FrameBody.Sealed> pieces = new ArrayList<>();
    long[] bytes = {0};
    until(
        () ->
            recordings.frames(
                session,
                next,
                frame -> {
                  next = frame.header().sessionSequence() + 1;
                  if (!frame.header().exchange().equals(Optional.of(exchange))) {
                    return;
                  }
                  piece(frame).ifPresent(pieces::add);
                  bytes[0] += piece(frame).map(p -> p.bytes().length()).orElse(0);
                  boolean end = frame.header().type().equals(FrameType.RESPONSE_END.code());
                  if (end || bytes[0] >= AT_ONCE) {
                    next = end ? Long.MAX_VALUE : next;
                    throw new Enough();
                  }
                }));
    return pieces;
  }

  private static Optional<FrameBody.Sealed> piece(Frame frame) {
    return frame.body().orElse(null) instanceof FrameBody.Sealed sealed
        ? Optional.of(sealed)
        : Optional.empty();
  }

  @Override
  public synchronized void close() {
    next = Long.MAX_VALUE;
  }

  private static void until(Runnable reading) {
    try {
      reading.run();
    } catch (Enough e) {
      // The rest is not wanted now.
    }
  }

  /** Ends the reading of frames from inside the consumer. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }
}
