package dev.chaperone.ui.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Runs a test's steps on the toolkit's thread, on the platform without a screen. */
public final class Fx {
  private Fx() {}

  public static <T> T call(Callable<T> step) {
    try {
      FxToolkit.registerPrimaryStage();
    } catch (TimeoutException e) {
      throw new IllegalStateException("the toolkit does not start", e);
    }
    return WaitForAsyncUtils.waitForAsyncFx(30_000, step);
  }

  public static void run(Runnable step) {
    call(
        () -> {
          step.run();
          return true;
        });
  }

  /** Waits until it holds; work that the toolkit has queued is done in between. */
  public static void until(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> call(condition));
    } catch (TimeoutException e) {
      throw new AssertionError("it did not come to hold", e);
    }
  }

  /** Waits until the scene has been laid out and drawn once more. */
  public static void awaitPulse(Scene scene) {
    CountDownLatch drawn = new CountDownLatch(1);
    Runnable listener = drawn::countDown;
    run(
        () -> {
          scene.addPostLayoutPulseListener(listener);
          Platform.requestNextPulse();
        });
    try {
      if (!drawn.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("the window is not drawn");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      run(() -> scene.removePostLayoutPulseListener(listener));
    }
  }

  /** Puts a node on a scene of this size and lays it out. */
  public static void lay(Parent node, double width, double height) {
    Scene scene =
        node.getScene() == null ? new Scene(new StackPane(node), width, height) : node.getScene();
    scene.getRoot().resize(width, height);
    scene.getRoot().applyCss();
    scene.getRoot().layout();
  }
}
