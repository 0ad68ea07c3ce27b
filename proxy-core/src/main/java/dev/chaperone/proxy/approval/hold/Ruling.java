package dev.chaperone.proxy.approval.hold;

import dev.chaperone.recordings.frame.FrameBody;

/** What a command leads to, before anything of it is recorded. */
public sealed interface Ruling {

  /** This step, once it is durable. It may be another than was asked for: time may be over. */
  record Step(FrameBody.Hold frame) implements Ruling {}

  /** What was asked for has happened already. */
  record Already() implements Ruling {}

  /** Something else has happened already. */
  record TooLate() implements Ruling {}

  /** It cannot be done as asked; the message says what to do. */
  record NotPossible(String message) implements Ruling {}
}
