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
  private static final int TIMES = 200;
  private static final int WARM = 40;

  @Test
  void windowsOpenedAndClosedTwoHundredTimesLeaveTheHeapFlat() {
    long warm = 0;
    for (int i = 0; i < TIMES; i++) {
      OpenWindow window = OpenWindow.show(new FakeConsole(Samples.CLOCK, List.of()));
      window.close();
      if (i == WARM - 1) {
        warm = heap();
      }
    }
    long grown = heap() - warm;
    System.out.println("heap grown over 160 windows " + grown / 1_000 + " KB");
    assertThat(grown).isLessThan(20_000_000);
  }

  @Test
  void viewsOfAWindowOpenedAndClosedTwoHundredTimesLeaveTheHeapFlat() {
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
      assertThat(grown).isLessThan(20_000_000);
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
