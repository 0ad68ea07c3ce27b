package dev.chaperone.ui.model.session;

import dev.chaperone.recordings.frame.FrameBody;

/** The part of a frame's body that its exchange's row is made of. */
public sealed interface ExchangeChange {
  /** Nothing. */
  record None() implements ExchangeChange {}

  /** A body that is small and has no bytes of requests or answers in it. */
  record Told(FrameBody body) implements ExchangeChange {}
}
