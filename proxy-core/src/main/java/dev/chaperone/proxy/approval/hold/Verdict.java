package dev.chaperone.proxy.approval.hold;

/**
 * How a command ended. Whoever was not first learns who was, and what they did.
 *
 * @param hold as it stands now
 */
public sealed interface Verdict {
  Hold hold();

  /** It was done, and is durable. */
  record Applied(Hold hold) implements Verdict {}

  /**
   * The same had been done before; nothing was done now.
   *
   * @param told who did it and when
   */
  record Already(Hold hold, String told) implements Verdict {}

  /**
   * Nothing was done.
   *
   * @param told why, and what to do
   */
  record Refused(Hold hold, String told) implements Verdict {}
}
