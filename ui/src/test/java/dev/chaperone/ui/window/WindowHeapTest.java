package dev.chaperone.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.model.inspect.InspectorModel;
import dev.chaperone.ui.testing.FakeConsole;
import dev.chaperone.ui.testing.Fx;
import dev.chaperone.ui.testing.OpenWindow;
import dev.chaperone.ui.testing.Samples;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is opened and closed again and again leaves nothing behind. */
class WindowHeapTest {
  private static final int TIMES = System.getProperty("tests.long") == null ? 80 : 200;
  private static final int WARM = 30;

  /** A window that stayed would hold several times as much. */
  private static final long GROWTH = (TIMES - WARM) * 125_000L;

  @Test
  void windowsOpenedAndClosedManyTimesLeaveTheHeapFlat() {
    long warm = 0;
    for (int i = 0; i < TIMES; i++) {
      OpenWindow window = OpenWindow.show(new FakeConsole(Samples.CLOCK, List.of()));
      window.close();
      if (i == WARM - 1) {
        warm = heap();
      }
    }
    long grown = heap() - warm;
    System.out.println("heap grown over " + (TIMES - WARM) + " windows " + grown / 1_000 + " KB");
    assertThat(grown).isLessThan(GROWTH);
  }

  @Test
  void viewsOfAWindowOpenedAndClosedManyTimesLeaveTheHeapFlat() {
    OpenWindow window = OpenWindow.show(new FakeConsole(Samples.CLOCK, Samples.all()));
    try {
      Fx.until(() -> window.model().session().exchanges().size() == 25);
      InspectorModel.Tab[] tabs = InspectorModel.Tab.values();
      long warm = 0;
      for (int i = 0; i < TIMES; i++) {
        int turn = i;
        Fx.run(
            () -> {
              window.model().sessions().move(turn % 2 == 0 ? 1 : -1);
              window.model().inspector().tabProperty().set(tabs[turn % tabs.length]);
              window.window().show(Page.values()[turn % Page.values().length]);
              window.window().help();
              window.window().palette();
              window.root().applyCss();
              window.root().layout();
            });
        if (i == WARM - 1) {
          warm = heap();
        }
      }
      long grown = heap() - warm;
      System.out.println("heap grown over " + (TIMES - WARM) + " turns " + grown / 1_000 + " KB");
      assertThat(grown).isLessThan(GROWTH);
    } finally {
      window.close();
    }
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      Fx.run(System::gc);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
