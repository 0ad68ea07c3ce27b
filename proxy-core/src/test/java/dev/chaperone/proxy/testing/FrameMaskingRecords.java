package dev.chaperone.proxy.testing;

import dev.chaperone.recordings.DetectorFind;
import dev.chaperone.recordings.Inheritance;
import dev.chaperone.recordings.MaskingRecords;
import dev.chaperone.recordings.SeenColumn;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.TagChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a list of frames tells of lineage and masking. */
final class FrameMaskingRecords implements MaskingRecords {
  private final Supplier<List<Frame>> frames;

  FrameMaskingRecords(Supplier<List<Frame>> frames) {
    this.frames = frames;
  }

  @Override
  public List<Lineage> lineageOf(Owned owned) {
    return frames.get().stream()
        .flatMap(frame -> frame.body().stream())
        .flatMap(body -> LineageNote.of(body).stream())
        .filter(
            note ->
                note.of().stream()
                    .anyMatch(of -> of.kind() == owned.kind() && of.name().equals(owned.name())))
        .map(LineageNote::lineage)
        .toList();
  }

  @Override
  public List<Inheritance> inherited() {
    List<Inheritance> found = new ArrayList<>();
    for (Frame frame : frames.get()) {
      frame
          .body()
          .flatMap(TagChange::of)
          .ifPresent(
              change -> {
                switch (change) {
                  case TagChange.Inherited(String table, String how, Lineage lineage) ->
                      found.addFirst(
                          new Inheritance(
                              table,
                              frame.header().sequence(),
                              how,
                              lineage,
                              frame.header().session(),
                              "",
                              frame.header().time(),
                              false,
                              "",
                              ""));
                  case TagChange.Revoked r ->
                      found.replaceAll(
                          i ->
                              i.table().equals(r.table()) && i.sequence() <= r.upTo()
                                  ? new Inheritance(
                                      i.table(),
                                      i.sequence(),
                                      i.how(),
                                      i.lineage(),
                                      i.session(),
                                      i.agent(),
                                      i.at(),
                                      true,
                                      r.reason(),
                                      r.by().identity())
                                  : i);
                }
              });
    }
    return found;
  }

  @Override
  public List<SeenColumn> columns(int limit) {
    return frames.get().stream()
        .flatMap(
            frame ->
                frame.body().flatMap(LineageNote::of).stream()
                    .flatMap(note -> note.lineage().all().from().stream())
                    .map(origin -> new SeenColumn(origin, 1, frame.header().time())))
        .limit(limit)
        .toList();
  }

  @Override
  public List<DetectorFind> finds(int limit) {
    return frames.get().stream()
        .flatMap(
            frame ->
                frame.body().flatMap(MaskingNote::of).stream()
                    .flatMap(note -> note.hits().stream())
                    .flatMap(
                        hit ->
                            hit.columns().stream()
                                .map(
                                    column ->
                                        new DetectorFind(
                                            column,
                                            hit.detector(),
                                            hit.reaction(),
                                            hit.values(),
                                            frame.header().time()))))
        .limit(limit)
        .toList();
  }
}
