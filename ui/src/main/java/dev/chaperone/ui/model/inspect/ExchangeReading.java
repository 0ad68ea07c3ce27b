package dev.chaperone.ui.model.inspect;

import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.LevelChange;
import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.ui.model.inspect.Inspection.Message;
import dev.chaperone.ui.model.inspect.Inspection.Protection;
import dev.chaperone.ui.model.inspect.Inspection.RawFrame;
import dev.chaperone.ui.model.inspect.Inspection.Results;
import dev.chaperone.ui.model.inspect.Inspection.Verdict;
import dev.chaperone.ui.model.session.ExchangeRow;
import dev.chaperone.ui.model.text.Units;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what the inspector shows from one exchange's frames, one after the other. */
final class ExchangeReading {
  private final long wanted;
  private final DecodedRows rows = new DecodedRows(RowLimits.USUAL);
  private final RowDecoder decoder = new RowDecoder(rows);
  private final BodyBeginning request = new BodyBeginning();
  private final BodyBeginning response = new BodyBeginning();
  private final TimingSteps timing = new TimingSteps();
  private String sql = "";
  private String requestLine = "";
  private Map<String, String> requestHeaders = Map.of();
  private String responseLine = "";
  private Map<String, String> responseHeaders = Map.of();
  private Optional<Verdict> verdict = Optional.empty();
  private Optional<RawFrame> raw = Optional.empty();
  private Optional<MaskingNote> masking = Optional.empty();
  private Optional<LineageNote> lineage = Optional.empty();
  private String withheld = "";
  private String sealedFor = "";
  private long delivered = -1;

  /**
   * @param wanted session sequence of the frame to show raw
   */
  ExchangeReading(long wanted) {
    this.wanted = wanted;
  }

  void take(Frame frame) {
    FrameHeader header = frame.header();
    if (header.sessionSequence() == wanted) {
      raw = Optional.of(raw(frame));
    }
    frame.body().ifPresent(body -> take(header, body));
  }

  private void take(FrameHeader header, FrameBody body) {
    timing.take(header, body);
    switch (body) {
      case FrameBody.Received b -> {
        requestLine = b.method() + " " + b.path();
        requestHeaders = b.headers();
      }
      case FrameBody.RequestPart b -> request.add(b.bytes());
      case FrameBody.Facts b -> sql = b.sql();
      case FrameBody.Decision b ->
          verdict =
              Optional.of(
                  new Verdict(
                      b.outcome(),
                      b.mode(),
                      b.rule(),
                      b.reason(),
                      b.operatorUnprotected(),
                      b.recording()));
      case FrameBody.ResponseHead b -> {
        responseLine = "HTTP " + b.status() + upstream(b);
        responseHeaders = b.headers();
      }
      case FrameBody.ResponseChunk b -> {
        response.add(b.bytes());
        decoder.feed(b.bytes().toArray());
      }
      case FrameBody.Sealed b -> sealedFor = b.keyId();
      case FrameBody.SessionOpened b -> {}
      case FrameBody.Estimate b -> {}
      case FrameBody.Hold b -> {}
      case FrameBody.Upstream b -> {}
      case FrameBody.ResponseEnd b -> delivered = b.bytes();
      case FrameBody.Failure b -> {}
      case FrameBody.Gap b -> {}
      case FrameBody.SessionClosed b -> {}
      case FrameBody.Checkpoint b -> {}
      case FrameBody.AgentChange b -> {}
      case FrameBody.KeyChange b -> {}
      case FrameBody.Note b -> note(b);
      case FrameBody.Unknown b -> {}
    }
  }

  private void note(FrameBody.Note b) {
    LevelChange.of(b)
        .ifPresent(change -> withheld = "Not recorded: policy level " + change.level());
    MaskingNote.of(b).ifPresent(told -> masking = Optional.of(told));
    LineageNote.of(b).ifPresent(told -> lineage = Optional.of(told));
  }

  private static String upstream(FrameBody.ResponseHead b) {
    if (b.upstreamStatus() < 0) {
      return ", answered by the gateway";
    }
    return b.upstreamStatus() == b.status() ? "" : ", upstream said " + b.upstreamStatus();
  }

  static RawFrame raw(Frame frame) {
    FrameHeader h = frame.header();
    List<Map.Entry<String, String>> lines = new ArrayList<>();
    lines.add(line("Type", h.type()));
    lines.add(line("Sequence in the store", Units.count(h.sequence())));
    lines.add(line("Sequence in the session", Units.count(h.sessionSequence())));
    lines.add(line("Session", h.session().value()));
    h.exchange().ifPresent(id -> lines.add(line("Exchange", id.value())));
    h.job().ifPresent(job -> lines.add(line("Job", job.toString())));
    lines.add(line("Format version", String.valueOf(h.formatVersion())));
    lines.add(line("Time", h.time().toString()));
    lines.add(line("Monotonic nanoseconds", Units.count(h.monotonicNanos())));
    lines.add(line("Payload digest", h.payloadDigest().hex()));
    lines.add(line("Previous hash", h.previousHash().hex()));
    String text =
        frame
            .body()
            .map(ExchangeReading::text)
            .orElse("The payload was erased or is damaged; the header still proves it was there.");
    return new RawFrame(h.sequence(), h.time(), lines, text);
  }

  /** Readable first where there are words for it; then, in any case, what is stored. */
  private static String text(FrameBody body) {
    String stored = RecordText.of((Record) body);
    return FrameWords.of(body).map(words -> words + "\n\nAs stored:\n" + stored).orElse(stored);
  }

  private static Map.Entry<String, String> line(String name, String value) {
    return new SimpleImmutableEntry<>(name, value);
  }

  Inspection so(Optional<ExchangeRow> exchange, String knownSql, boolean complete) {
    return new Inspection(
        exchange,
        complete,
        sql.isEmpty() ? knownSql : sql,
        new Results(rows, rows.total(), note(exchange, complete)),
        message(requestLine, requestHeaders, request),
        withheld.isEmpty()
            ? message(responseLine, responseHeaders, response)
            : new Message(responseLine, responseHeaders, "", delivered, false, withheld),
        timing.steps(),
        verdict,
        raw,
        new Protection(masking, lineage),
        exchange.map(row -> ProblemWords.of(row.summary())).orElse(""),
        "",
        sealedFor);
  }

  private String note(Optional<ExchangeRow> exchange, boolean complete) {
    if (!withheld.isEmpty()) {
      return withheld + ". Length, digest and number of rows are in the recording.";
    }
    if (rows.isFull()) {
      return "The first "
          + Units.count(rows.rows())
          + " rows are shown; the others are in the recording.";
    }
    if (!complete) {
      return "Reading…";
    }
    if (rows.columns().isEmpty()) {
      boolean insert =
          exchange.map(e -> e.summary().apiMethod().equals("bigquery.jobs.insert")).orElse(false);
      return insert
          ? "The rows of this job come with later exchanges (jobs.getQueryResults)."
          : "This exchange carries no result rows.";
    }
    return rows.total() > rows.rows()
        ? "A page of " + Units.count(rows.rows()) + " of " + Units.count(rows.total()) + " rows."
        : "";
  }

  private static Message message(String line, Map<String, String> headers, BodyBeginning body) {
    return line.isEmpty() && body.total() == 0
        ? Message.NONE
        : new Message(line, headers, body.text(), body.total(), body.isShortened(), "");
  }
}
