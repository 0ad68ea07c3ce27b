package dev.chaperone.ui.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.TagChange;
import dev.chaperone.ui.model.testing.Tape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameDetailTest {
  private static String detail(FrameBody body) {
    return FrameDetail.of(Optional.of(body));
  }

  private static FrameKind kind(FrameBody body) {
    Tape tape = new Tape();
    tape.add("s", Optional.empty(), Optional.empty(), body);
    return FrameFact.of(tape.frames().getFirst()).kind();
  }

  private static MaskingNote.Masked masked(String path) {
    return new MaskingNote.Masked(path, "hash", 1, "");
  }

  @Test
  void aMaskingSummaryNamesItsFirstColumns() {
    MaskingNote.Hit hit = new MaskingNote.Hit("n", "email", "alert", 1, List.of());
    FrameBody four =
        new MaskingNote(
                "", List.of(masked("a"), masked("b"), masked("c"), masked("d")), List.of(hit), 0)
            .note();
    assertThat(kind(four)).isEqualTo(FrameKind.MASKING);
    assertThat(detail(four)).isEqualTo("a (hash), b (hash), c (hash) and 1 more; 1 find");
    assertThat(detail(new MaskingNote("no plan", List.of(), List.of(), 0).note()))
        .isEqualTo("everything masked");
    assertThat(detail(new MaskingNote("", List.of(), List.of(), 0).note()))
        .isEqualTo("nothing masked");
  }

  @Test
  void lineageNamesWhoseRowsItIsAbout() {
    FrameBody lineage =
        new LineageNote(List.of(new Owned(Owned.Kind.JOB, "demo.j1", "EU")), Lineage.UNKNOWN)
            .note();
    assertThat(kind(lineage)).isEqualTo(FrameKind.LINEAGE);
    assertThat(detail(lineage)).isEqualTo("job demo.j1");
  }

  @Test
  void tagsNameTheTable() {
    FrameBody inherited = new TagChange.Inherited("p.d.t", "copy", Lineage.UNKNOWN).note();
    FrameBody revoked = new TagChange.Revoked("p.d.t", 7, "why", Decider.NOT_TOLD).note();
    assertThat(kind(inherited)).isEqualTo(FrameKind.TAGS_INHERITED);
    assertThat(kind(revoked)).isEqualTo(FrameKind.TAGS_TAKEN_BACK);
    assertThat(detail(revoked)).isEqualTo("p.d.t");
  }

  @Test
  void whatIsNotUnderstoodStaysShortAndWithoutAFault() {
    FrameBody odd =
        new FrameBody.Note(
            FrameType.MASKING, Map.of("columns", "many", "c0.path", "x".repeat(9_000)));
    assertThat(detail(odd)).isEqualTo("nothing masked");
    assertThat(kind(odd)).isEqualTo(FrameKind.MASKING);
    FrameBody table = new FrameBody.Note(FrameType.TAG, Map.of("table", "x".repeat(9_000)));
    assertThat(detail(table)).hasSizeLessThan(200);
    assertThat(kind(table)).isEqualTo(FrameKind.TAG);
    assertThat(FrameDetail.of(Optional.empty())).isEmpty();
  }
}
