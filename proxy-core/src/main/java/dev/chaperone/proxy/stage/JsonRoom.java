package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.jobs.JsonTokens;
import dev.chaperone.recordings.frame.Identity;

/** Bounds the memory for requests that are read as JSON: how much in one, and how many at once. */
final class JsonRoom {
  /** Larger ones need a place until their request is over. */
  static final int FEW = 5_000;

  static final int MOST = 250_000;
  private static final int PLACES = 4;

  private final LargeBodies places = new LargeBodies(PLACES);

  /**
   * Lets a text in that is going to be read as a tree.
   *
   * @throws Refusal 413 if that tree would be too large, 429 if there are too many large ones
   */
  void enter(byte[] json, Exchange exchange) {
    int tokens = JsonTokens.count(json, MOST + 1);
    if (tokens > MOST) {
      throw new Refusal(
          "body-too-large",
          413,
          "invalid",
          "The request is made of more than " + MOST + " values. Send less at once.");
    }
    if (tokens > FEW) {
      Identity identity = exchange.principal().identity();
      if (!places.tryEnter(identity)) {
        throw BodyReader.busy();
      }
      exchange.whenOver(ending -> places.leave(identity));
    }
  }
}
