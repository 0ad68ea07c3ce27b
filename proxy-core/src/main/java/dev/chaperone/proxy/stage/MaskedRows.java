package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.mask.MaskingStream;
import dev.chaperone.proxy.mask.MaskingSummary;
import dev.chaperone.proxy.mask.ResultSchema;
import dev.chaperone.proxy.masking.Planned;
import dev.chaperone.recordings.frame.MaskingNote;
import java.util.Optional;

/** The rows of an answer while they are masked, and what was done to them afterwards. */
final class MaskedRows {
  private final MaskingStream stream;
  private final Planned planned;

  MaskedRows(MaskingStream stream, Planned planned) {
    this.stream = stream;
    this.planned = planned;
  }

  MaskingStream stream() {
    return stream;
  }

  Planned planned() {
    return planned;
  }

  /** As the answer told it. */
  Optional<ResultSchema> schema() {
    return stream.bound().schema();
  }

  /** Empty if nothing was masked, and nothing found. */
  Optional<MaskingNote> note() {
    MaskingSummary summary = stream.summary();
    if (summary.everything().isEmpty()
        && summary.columns().isEmpty()
        && summary.hits().isEmpty()
        && summary.unseen() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new MaskingNote(
            summary.everything().orElse(""),
            summary.columns().stream()
                .map(
                    c ->
                        new MaskingNote.Masked(
                            c.path(), c.method(), c.values(), planned.because(c.path())))
                .toList(),
            summary.hits().stream()
                .map(
                    h ->
                        new MaskingNote.Hit(
                            h.path(),
                            h.detector(),
                            h.reaction(),
                            h.values(),
                            planned.columnsAt(h.path())))
                .toList(),
            summary.unseen()));
  }
}
