package dev.chaperone.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** Waits for the end of a server: a signal, or the end of its standard input. */
final class StopSignal {
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Runs when the process is told to end; the JVM waits for it. */
  void onShutdown(Runnable closing) {
    // A platform thread, since the JVM takes no other for its shutdown.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(closing));
  }

  void onEndOf(InputStream input) {
    // A platform daemon thread: reading standard input may pin whatever carries it.
    Thread.ofPlatform()
        .daemon()
        .name("stdin-watch")
        .start(
            () -> {
              try {
                input.transferTo(java.io.OutputStream.nullOutputStream());
              } catch (IOException e) {
                // As good as its end.
              }
              stopped.countDown();
            });
  }

  void await() throws InterruptedException {
    stopped.await();
  }
}
