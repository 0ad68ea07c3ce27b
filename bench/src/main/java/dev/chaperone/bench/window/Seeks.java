package dev.chaperone.bench.window;

import dev.chaperone.ui.model.inspect.InspectorModel;
import dev.chaperone.ui.model.session.SessionModel;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Scene;

/**
 * Measures seeks: from the moment the key is pressed to the end of the layout in which list,
 * timeline and inspector show the frame, with the frame's content read from the store.
 */
final class Seeks {
  private final Desk desk;
  private final Random random = new Random(11);

  Seeks(Desk desk) {
    this.desk = desk;
  }

  Samples measure(int count, String name) {
    Samples samples = new Samples(name);
    for (int i = 0; i < count; i++) {
      double place = random.nextDouble();
      samples.add(seek(place));
      Desk.pause(20);
    }
    return samples;
  }

  private long seek(double place) {
    CountDownLatch shown = new CountDownLatch(1);
    long[] at = new long[1];
    Scene scene = desk.window().scene();
    Runnable[] look = new Runnable[1];
    look[0] =
        () -> {
          if (shows()) {
            at[0] = System.nanoTime();
            scene.removePostLayoutPulseListener(look[0]);
            shown.countDown();
          } else {
            Platform.requestNextPulse();
          }
        };
    long pressed = System.nanoTime();
    Desk.run(
        () -> {
          desk.model().player().pause();
          desk.model().player().seekFraction(place);
          scene.addPostLayoutPulseListener(look[0]);
          Platform.requestNextPulse();
        });
    try {
      if (!shown.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a seek was never shown");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return at[0] - pressed;
  }

  private boolean shows() {
    SessionModel session = desk.model().session();
    InspectorModel inspector = desk.model().inspector();
    int row = session.rowOfCursor();
    if (row < 0) {
      return false;
    }
    long sequence = session.frames().get((int) session.cursor().frame() - 1).sequence();
    var inspection = inspector.inspectionProperty().get();
    return inspection.complete()
        && inspection.raw().map(raw -> raw.sequence() == sequence).orElse(false)
        && inspection.exchange().map(e -> e.ordinal()).orElse(0) == session.cursor().exchange();
  }
}
