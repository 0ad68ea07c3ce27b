package dev.chaperone.ui.model.inspect;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.LevelChange;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.ui.model.inspect.Inspection.Step;
import dev.chaperone.ui.model.text.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of an exchange with the time each took. */
final class TimingSteps {
  private record Point(String name, Instant at, String detail) {}

  private final List<Point> points = new ArrayList<>();
  private boolean answering;

  void take(FrameHeader header, FrameBody body) {
    switch (body) {
      case FrameBody.Received b -> add("Request received", header, b.method());
      case FrameBody.Facts b -> add("Inspected", header, String.join(", ", b.statementKinds()));
      case FrameBody.Estimate b -> add("Estimated", header, Units.bytes(b.bytes()));
      case FrameBody.Decision b -> add("Decided", header, b.outcome());
      case FrameBody.Hold b -> add("Hold " + b.state(), header, b.detail());
      case FrameBody.Upstream b ->
          add(b.purpose().equals("lookup") ? "Looked up" : "Sent to BigQuery", header, b.method());
      case FrameBody.ResponseHead b -> add("Response began", header, "HTTP " + b.status());
      case FrameBody.ResponseChunk b -> {
        if (!answering) {
          answering = true;
          add("First bytes of the body", header, "");
        }
      }
      case FrameBody.ResponseEnd b ->
          add(b.complete() ? "Response complete" : "Response cut", header, Units.bytes(b.bytes()));
      case FrameBody.Failure b -> add("Failed", header, b.code());
      case FrameBody.RequestPart b -> {}
      case FrameBody.Sealed b -> {}
      case FrameBody.SessionOpened b -> {}
      case FrameBody.Gap b -> {}
      case FrameBody.SessionClosed b -> {}
      case FrameBody.Checkpoint b -> {}
      case FrameBody.AgentChange b -> {}
      case FrameBody.KeyChange b -> {}
      case FrameBody.Note b -> {
        LevelChange.of(b)
            .ifPresent(change -> add("First bytes of the body", header, "not recorded"));
        MaskingNote.of(b)
            .map(note -> ColumnMasks.summary(Optional.of(note), List.of()))
            .filter(summary -> !summary.isEmpty())
            .ifPresent(summary -> add("Masked", header, summary));
      }
      case FrameBody.Unknown b -> {}
    }
  }

  private void add(String name, FrameHeader header, String detail) {
    points.add(new Point(name, header.time(), detail));
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      Duration took =
          i + 1 < points.size()
              ? Duration.between(point.at(), points.get(i + 1).at())
              : Duration.ZERO;
      steps.add(
          new Step(
              point.name(),
              Duration.between(points.getFirst().at(), point.at()),
              took.isNegative() ? Duration.ZERO : took,
              point.detail()));
    }
    return steps;
  }
}
