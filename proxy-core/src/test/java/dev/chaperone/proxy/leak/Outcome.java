package dev.chaperone.proxy.leak;

/** What became of a road. */
enum Outcome {
  /** Answered with rows, and nothing of a canary in them. */
  MASKED,
  /** Waits for a person. */
  HELD,
  /** Refused, or the answer was cut off. */
  DENIED,
  /** Answered without rows, or failed upstream, and nothing of a canary in it. */
  CLEAN,
  LEAKED,
  /** The gateway failed. */
  BROKEN
}
