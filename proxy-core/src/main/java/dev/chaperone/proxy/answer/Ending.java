package dev.chaperone.proxy.answer;

import java.util.Objects;

/**
 * How an exchange ended.
 *
 * @param sent whether its request went upstream, or began to
 * @param status upstream's, -1 if no answer of upstream's was delivered
 * @param told what the answer told; nothing unless all of it was delivered
 */
public record Ending(boolean sent, int status, AnswerFacts told) {
  public Ending {
    Objects.requireNonNull(told);
  }

  /** Whether upstream took the request, or may have. */
  public boolean mayHaveRun() {
    return sent && (status < 400 || status >= 500);
  }

  public boolean succeeded() {
    return status >= 200 && status < 300;
  }
}
