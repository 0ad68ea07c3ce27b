package dev.chaperone.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.testing.Fx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;

class FxExecutorTest {
  @Test
  void workRunsInOrderOnTheToolkitsThreadAndAFailureStopsNothing() {
    Fx.run(() -> {});
    FxExecutor executor = new FxExecutor();
    List<Integer> done = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int n = i;
      executor.execute(
          () -> {
            assertThat(Platform.isFxApplicationThread()).isTrue();
            done.add(n);
            if (n == 500) {
              throw new IllegalStateException("on purpose");
            }
          });
    }
    Fx.until(() -> done.size() == 1000);
    assertThat(done).isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }
}
