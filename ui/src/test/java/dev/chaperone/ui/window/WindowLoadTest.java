package dev.chaperone.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.testing.FakeConsole;
import dev.chaperone.ui.testing.Fx;
import dev.chaperone.ui.testing.OpenWindow;
import dev.chaperone.ui.testing.Samples;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session of 100,000 frames in the window: figures are printed, correctness is asserted. */
@Tag("long")
class WindowLoadTest {
  @Test
  void aSessionOfAHundredThousandFramesIsReadAndSeeked() {
    OpenWindow window =
        OpenWindow.show(new FakeConsole(Samples.CLOCK, List.of(Samples.large(100_000))));
    try {
      long start = System.nanoTime();
      Fx.until(() -> window.model().session().frameCount() >= 100_000);
      print("read", System.nanoTime() - start);
      List<Long> took = new ArrayList<>();
      for (int i = 1; i <= 50; i++) {
        double place = i * 0.61803 % 1;
        long before = System.nanoTime();
        Fx.run(
            () -> {
              window.model().player().seekFraction(place);
              window.root().applyCss();
              window.root().layout();
            });
        took.add(System.nanoTime() - before);
      }
      took.sort(null);
      print("seek with layout and queueing: median", took.get(took.size() / 2));
      print("seek with layout and queueing: slowest of 50", took.getLast());
      System.gc();
      System.out.println(
          "heap after gc "
              + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_000_000
              + " MB");
      assertThat(window.model().session().cursor().frame()).isPositive();
    } finally {
      window.close();
    }
  }

  private static void print(String what, long nanos) {
    System.out.println(what + " " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
  }
}
