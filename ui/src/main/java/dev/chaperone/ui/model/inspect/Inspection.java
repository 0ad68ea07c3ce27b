package dev.chaperone.ui.model.inspect;

import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.ui.model.session.ExchangeRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the inspector shows of the frame and exchange under the cursor; replaced as more of it is
 * read.
 *
 * @param complete nothing more will be read
 * @param problem what went wrong with the exchange, in words for a person; {@code ""} if nothing
 * @param failure why it could not be read; {@code ""} if it could
 * @param sealedFor the reviewer's key that the original of the answer is sealed for; {@code ""} if
 *     it is not sealed
 */
public record Inspection(
    Optional<ExchangeRow> exchange,
    boolean complete,
    String sql,
    Results results,
    Message request,
    Message response,
    List<Step> timing,
    Optional<Verdict> decision,
    Optional<RawFrame> raw,
    Protection protection,
    String problem,
    String failure,
    String sealedFor) {
  public static final Inspection NOTHING =
      new Inspection(
          Optional.empty(),
          true,
          "",
          Results.NONE,
          Message.NONE,
          Message.NONE,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Protection.NONE,
          "",
          "",
          "");

  public Inspection {
    timing = List.copyOf(timing);
  }

  /** Before anything is read. */
  static Inspection beginning(Optional<ExchangeRow> exchange, String knownSql) {
    return new Inspection(
        exchange,
        false,
        knownSql,
        new Results(ResultTable.NONE, -1, "Reading…"),
        Message.NONE,
        Message.NONE,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Protection.NONE,
        exchange.map(row -> ProblemWords.of(row.summary())).orElse(""),
        "",
        "");
  }

  Inspection withRaw(RawFrame frame) {
    return new Inspection(
        exchange,
        complete,
        sql,
        results,
        request,
        response,
        timing,
        decision,
        Optional.of(frame),
        protection,
        problem,
        failure,
        sealedFor);
  }

  Inspection withFailure(String why) {
    return new Inspection(
        exchange,
        true,
        sql,
        results,
        request,
        response,
        timing,
        decision,
        raw,
        protection,
        problem,
        why,
        sealedFor);
  }

  /**
   * Result rows.
   *
   * @param note for a person: what is left out and why, or why there are none
   * @param totalRows of the whole result, -1 if not told
   */
  public record Results(ResultTable table, long totalRows, String note) {
    public static final Results NONE = new Results(ResultTable.NONE, -1, "");
  }

  /**
   * A request or response.
   *
   * @param line {@code POST /bigquery/v2/…} or {@code 200}
   * @param body readable text, shortened if it is long
   * @param bytes the whole body's length, -1 if not known
   * @param shortened {@code body} is not all of it
   * @param withheld why there is no body although one was delivered; {@code ""} where that is not
   *     so
   */
  public record Message(
      String line,
      Map<String, String> headers,
      String body,
      long bytes,
      boolean shortened,
      String withheld) {
    public static final Message NONE = new Message("", Map.of(), "", -1, false, "");
  }

  /**
   * One step of an exchange.
   *
   * @param at since the request was received
   * @param took until the next step; zero for the last
   */
  public record Step(String name, Duration at, Duration took, String detail) {}

  /**
   * What policy or a person said.
   *
   * @param recording the level at which the answer is recorded; {@code ""} if not told
   */
  public record Verdict(
      String outcome,
      String mode,
      String rule,
      String reason,
      boolean unprotected,
      String recording) {}

  /**
   * What was done to the answer's values, and where they come from.
   *
   * @param masking empty where no masking was summed up
   * @param lineage empty where the exchange tells nothing of it
   */
  public record Protection(Optional<MaskingNote> masking, Optional<LineageNote> lineage) {
    public static final Protection NONE = new Protection(Optional.empty(), Optional.empty());
  }

  /**
   * The frame itself.
   *
   * @param header name and value, in order
   * @param text the body as JSON, or as hex where it is bytes
   */
  public record RawFrame(
      long sequence, Instant time, List<Map.Entry<String, String>> header, String text) {
    public RawFrame {
      header = List.copyOf(header);
    }
  }
}
