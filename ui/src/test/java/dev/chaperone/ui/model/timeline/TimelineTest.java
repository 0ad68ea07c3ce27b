package dev.chaperone.ui.model.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void everySliceCountsEveryPointInExactlyOnePixel() {
    Timeline timeline = new Timeline();
    Random random = new Random(7);
    long[] times = new long[5_000];
    long time = 0;
    for (int i = 0; i < times.length; i++) {
      time += random.nextInt(3) == 0 ? 0 : random.nextInt(2_000_000);
      times[i] = time;
      timeline.add(Lane.BYTES, time, i % 7 + 1);
    }
    for (int round = 0; round < 200; round++) {
      long from = random.nextLong(time);
      long to = from + 1 + random.nextLong(time);
      int pixels = 1 + random.nextInt(900);
      Timeline.Slice slice = timeline.slice(from, to, pixels);
      long expected = 0;
      for (int i = 0; i < times.length; i++) {
        expected += times[i] >= from && times[i] < to ? i % 7 + 1 : 0;
      }
      long sum = 0;
      for (int pixel = 0; pixel < pixels; pixel++) {
        sum += slice.at(Lane.BYTES, pixel);
      }
      assertThat(sum).isEqualTo(expected);
    }
  }

  @Test
  void aPointLiesInThePixelOfItsTime() {
    Timeline timeline = new Timeline();
    timeline.add(Lane.QUERIES, 0, 1);
    timeline.add(Lane.QUERIES, 5 * SECOND, 1);
    timeline.add(Lane.ERRORS, 9 * SECOND, 1);
    Timeline.Slice slice = timeline.slice(0, 10 * SECOND, 10);
    assertThat(slice.at(Lane.QUERIES, 0)).isEqualTo(1);
    assertThat(slice.at(Lane.QUERIES, 5)).isEqualTo(1);
    assertThat(slice.at(Lane.ERRORS, 9)).isEqualTo(1);
    assertThat(slice.peak(Lane.QUERIES)).isEqualTo(1);
    assertThat(timeline.end()).isEqualTo(9 * SECOND);
  }

  @Test
  void aMillionPointsAreDrawnFromAFewSums() {
    Timeline timeline = new Timeline();
    long begun = System.nanoTime();
    for (int i = 0; i < 1_000_000; i++) {
      timeline.add(Lane.BYTES, i * 1_000L, 1);
    }
    long built = System.nanoTime();
    Timeline.Slice slice = timeline.slice(0, 1_000_000_000L, 1_600);
    long first = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      timeline.slice(i * 1_000_000L, 500_000_000L + i * 1_000_000L, 1_600);
    }
    long drawn = System.nanoTime();
    System.out.printf(
        "timeline of 1,000,000 points: built in %d ms, first slice %d us, further %d us each%n",
        (built - begun) / 1_000_000, (first - built) / 1_000, (drawn - first) / 100_000);
    assertThat(slice.peak(Lane.BYTES)).isBetween(624L, 626L);
  }

  @Test
  void zoomKeepsTheTimeUnderThePointer() {
    TimelineView view = new TimelineView();
    view.setEnd(100 * SECOND);
    long under = view.timeAt(300, 1_000);
    view.zoom(4, 300, 1_000);
    assertThat(view.timeAt(300, 1_000)).isCloseTo(under, within(2L));
    assertThat(view.wholeProperty().get()).isFalse();
    assertThat(view.xOf(under, 1_000)).isCloseTo(300, within(0.01));
    view.zoom(0.01, 300, 1_000);
    assertThat(view.wholeProperty().get()).isTrue();
    assertThat(view.fromProperty().get()).isZero();
  }

  @Test
  void theWholeStaysInSightWhileItGrowsButAChosenPartStays() {
    TimelineView view = new TimelineView();
    view.setEnd(10 * SECOND);
    view.setEnd(20 * SECOND);
    assertThat(view.toProperty().get()).isEqualTo(20 * SECOND + 1);
    view.zoom(2, 0, 100);
    long to = view.toProperty().get();
    view.setEnd(40 * SECOND);
    assertThat(view.fromProperty().get()).isZero();
    assertThat(view.toProperty().get()).isEqualTo(to);
  }

  @Test
  void panStopsAtBothEnds() {
    TimelineView view = new TimelineView();
    view.setEnd(100 * SECOND);
    view.zoom(10, 50, 100);
    view.pan(-100_000, 100);
    assertThat(view.fromProperty().get()).isZero();
    view.pan(100_000, 100);
    assertThat(view.toProperty().get()).isEqualTo(100 * SECOND + 1);
  }

  @Test
  void revealMovesOnlyIfNeeded() {
    TimelineView view = new TimelineView();
    view.setEnd(100 * SECOND);
    view.zoom(10, 0, 100);
    long from = view.fromProperty().get();
    view.reveal(5 * SECOND);
    assertThat(view.fromProperty().get()).isEqualTo(from);
    view.reveal(50 * SECOND);
    assertThat(50 * SECOND).isBetween(view.fromProperty().get(), view.toProperty().get() - 1);
  }

  @Test
  void zoomNeverGoesBelowAMillisecond() {
    TimelineView view = new TimelineView();
    view.setEnd(100 * SECOND);
    view.zoom(1e12, 50, 100);
    assertThat(view.toProperty().get() - view.fromProperty().get())
        .isEqualTo(TimelineView.MIN_SPAN);
  }
}
