package dev.chaperone.proxy.approval.submit;

import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.recordings.frame.Envelope;

/** Looks again, right before an approved job runs: is everything as it was shown (P5)? */
@FunctionalInterface
public interface EnvelopeSource {

  /** What looking again found. */
  sealed interface Now {

    /** The envelope as it would be made now; its expiry is that of a new hold, should it drift. */
    record Is(Envelope envelope) implements Now {}

    /** Policy denies it now: an approval never stands over a deny. */
    record Denied(String rule, String reason) implements Now {}

    /** It could not be found out; asked again later. */
    record NotKnown(String why) implements Now {}
  }

  Now look(Hold hold);
}
