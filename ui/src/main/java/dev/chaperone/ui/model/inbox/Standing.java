package dev.chaperone.ui.model.inbox;

import java.util.Locale;

/** What became of a held request, in a reviewer's words; nobody's silence is called a denial. */
public enum Standing {
  WAITING("waiting", "waits for a decision"),
  APPROVED("approved", "was approved and is about to run"),
  RUNNING("running", "was approved and is being sent to BigQuery"),
  DONE("carried out", "was approved and carried out"),
  REPLACED("replaced", "was replaced by another held request"),
  DENIED("denied", "was denied"),
  EXPIRED("expired", "expired: nobody decided in time"),
  CANCELLED("cancelled", "was cancelled by the agent"),
  /** Written by a newer version. */
  OTHER("closed", "is not open any more");

  private final String text;
  private final String sentence;

  Standing(String text, String sentence) {
    this.text = text;
    this.sentence = sentence;
  }

  /** One or two words, for a chip. */
  public String text() {
    return text;
  }

  /** Goes on after "This request". */
  public String sentence() {
    return sentence;
  }

  public boolean isWaiting() {
    return this == WAITING;
  }

  /** Of a hold's recorded state. */
  public static Standing of(String state) {
    return switch (state.toUpperCase(Locale.ROOT)) {
      case "PENDING" -> WAITING;
      case "APPROVED" -> APPROVED;
      case "SUBMITTING" -> RUNNING;
      case "DONE" -> DONE;
      case "EDITED" -> REPLACED;
      case "DENIED" -> DENIED;
      case "EXPIRED" -> EXPIRED;
      case "WITHDRAWN" -> CANCELLED;
      default -> OTHER;
    };
  }
}
