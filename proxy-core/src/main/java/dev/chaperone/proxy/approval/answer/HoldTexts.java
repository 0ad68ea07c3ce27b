package dev.chaperone.proxy.approval.answer;

import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldCommand;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.surface.BigQueryError;

/**
 * What an agent is told about a held request: what happened, why, which hold, and how to ask again.
 * Who decided is not for agents.
 */
final class HoldTexts {
  private HoldTexts() {}

  /** Why the request did not run, or will not run yet. */
  static String of(Hold hold) {
    boolean failed =
        hold.state() == HoldState.DONE && hold.step().cause().equals(HoldCommand.Finish.FAILED);
    return clean((failed ? "" : "Access Denied: ") + text(hold));
  }

  private static String text(Hold hold) {
    String id = "hold " + hold.id();
    return switch (hold.state()) {
      case PENDING ->
          "this request waits for a person's decision at Chaperone ("
              + id
              + reason(": ", hold.request().reason())
              + "). Nothing was sent to BigQuery. Ask your operator to decide on it, then send"
              + " exactly the same request again; once approved it goes through one time. The"
              + " hold ends at "
              + hold.request().envelope().expires()
              + ".";
      case APPROVED ->
          "this request was approved ("
              + id
              + ") and is about to run. Send exactly the same request again.";
      case SUBMITTING ->
          "this request was approved ("
              + id
              + ") and is being carried out for another sending of it; it goes through one time.";
      case DENIED ->
          "a decision at Chaperone was against it ("
              + id
              + reason("): ", hold.detail())
              + (hold.detail().isEmpty() ? "). " : " ")
              + "Nothing was run. Do not send it again as it is: change what was objected to and"
              + " send it as a new job, or talk to your operator.";
      case EXPIRED ->
          "it waited for a person's decision at Chaperone and none came in time ("
              + id
              + ": "
              + hold.detail()
              + "). Nothing was run. To ask again, send it as a new job, and tell your operator"
              + " that it waits.";
      case WITHDRAWN ->
          "it was cancelled while it waited for a decision at Chaperone ("
              + id
              + "). Nothing was run. To ask again, send it as a new job.";
      case EDITED ->
          "another request took its place at Chaperone (" + hold.step().successor() + ").";
      case DONE -> done(hold, id);
    };
  }

  private static String done(Hold hold, String id) {
    return switch (hold.step().cause()) {
      case HoldCommand.Finish.FAILED ->
          sentence(hold.detail())
              + " (Chaperone approved the request, "
              + id
              + ", but BigQuery did not take it. Correct it and send it as a new job.)";
      case HoldCommand.Finish.UNKNOWN ->
          "it was approved ("
              + id
              + "), but whether it was carried out is not known: "
              + sentence(hold.detail())
              + " Look before you ask again.";
      default -> "it was approved (" + id + ") and carried out.";
    };
  }

  private static String reason(String before, String reason) {
    return reason.isEmpty() ? "" : before + sentence(reason);
  }

  private static String sentence(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() || stripped.endsWith(".") || stripped.endsWith("!")
        ? stripped
        : stripped + ".";
  }

  /** Printable, of bounded length, and without words that make a client try again. */
  static String clean(String text) {
    return new BigQueryError(403, "accessDenied", text).message();
  }
}
