package dev.chaperone.proxy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.DetectorFind;
import dev.chaperone.recordings.Inheritance;
import dev.chaperone.recordings.MaskingRecords;
import dev.chaperone.recordings.SeenColumn;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.recordings.frame.Owned;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultBookTest {
  private static final Owned JOB = Owned.job(new JobKey("demo", "EU", "j1"));
  private static final Lineage OLD = lineage("email");
  private static final Lineage NEW = lineage("id");

  private static Lineage lineage(String column) {
    return Lineage.mixed(
        new Origins(
            List.of(new Origin("demo", "shop", "customers", column, List.of(), true)), true));
  }

  private static ResultBook over(List<Lineage> recorded) {
    return new ResultBook(
        new MaskingRecords() {
          @Override
          public List<Lineage> lineageOf(Owned owned) {
            return owned.name().equals(JOB.name()) ? recorded : List.of();
          }

          @Override
          public List<Inheritance> inherited() {
            return List.of();
          }

          @Override
          public List<SeenColumn> columns(int limit) {
            return List.of();
          }

          @Override
          public List<DetectorFind> finds(int limit) {
            return List.of();
          }
        });
  }

  @Test
  void whatWasRecordedBeforeCountsBesideWhatIsToldNow() {
    ResultBook book = over(List.of(OLD));
    assertThat(book.told(JOB, NEW)).isTrue();
    assertThat(book.of(JOB)).containsExactlyInAnyOrder(OLD, NEW);
    assertThat(book.of(Owned.job(new JobKey("demo", "US", "j1"))))
        .as("by its name, wherever it is")
        .containsExactlyInAnyOrder(OLD, NEW);
  }

  @Test
  void theSameIsNotToldTwice() {
    ResultBook book = over(List.of());
    assertThat(book.told(JOB, NEW)).isTrue();
    assertThat(book.told(JOB, NEW)).isFalse();
    assertThat(book.of(JOB)).containsExactly(NEW);
  }

  @Test
  void ofWhatNobodyKnowsNothingIsTold() {
    assertThat(over(List.of(OLD)).of(Owned.table("demo", "_anon", "t"))).isEmpty();
  }
}
