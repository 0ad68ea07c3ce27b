package dev.chaperone.app.acceptance;

import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.player.Player;
import dev.chaperone.ui.model.session.SessionModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;

/** Goes through the window's session as a person would: frame by frame, then by playing. */
final class WindowReplay {
  private WindowReplay() {}

  /** What was seen, as {@code exchanges=N frames=N stepped=N played=STATE at=N}. */
  static String of(WindowModel model) throws InterruptedException {
    SessionModel session = model.session();
    Player player = model.player();
    await(
        session.loadedProperty(),
        () ->
            session.expectedProperty().get() > 0
                && session.loadedProperty().get() >= session.expectedProperty().get());
    int frames = ui(session::frameCount);
    ui(
        () -> {
          player.seek(0);
          return true;
        });
    int stepped = 1;
    while (ui(() -> session.cursor().frame()) < frames && stepped <= frames) {
      long before = ui(() -> session.cursor().frame());
      long after =
          ui(
              () -> {
                player.stepFrame(1);
                return session.cursor().frame();
              });
      if (after != before + 1) {
        return "stepped from frame " + before + " to " + after;
      }
      stepped++;
    }
    ui(
        () -> {
          player.speedProperty().set(32);
          player.seek(0);
          player.play();
          return true;
        });
    await(
        player.stateProperty(),
        () ->
            player.stateProperty().get() == Player.State.ENDED
                || player.stateProperty().get() == Player.State.LIVE);
    int exchanges = ui(() -> session.exchanges().size());
    return "exchanges="
        + exchanges
        + " frames="
        + frames
        + " stepped="
        + stepped
        + " played="
        + ui(() -> player.stateProperty().get())
        + " at="
        + ui(() -> session.cursor().frame());
  }

  private static void await(ObservableValue<?> property, Supplier<Boolean> reached)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Runnable look =
        () -> {
          if (reached.get()) {
            done.countDown();
          }
        };
    Platform.runLater(
        () -> {
          property.addListener((p, old, now) -> look.run());
          look.run();
        });
    done.await();
  }

  private static <T> T ui(Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            result.complete(task.get());
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result.join();
  }
}
