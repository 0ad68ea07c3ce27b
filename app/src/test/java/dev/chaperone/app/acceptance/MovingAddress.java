package dev.chaperone.app.acceptance;

import java.net.URI;
import java.util.Optional;

/** Where the gateway listens now; after each restart elsewhere. Safe for many threads. */
final class MovingAddress {
  /** One life of the gateway. */
  record Life(int number, URI address) {}

  private Optional<Life> current = Optional.empty();
  private int lives;
  private boolean over;

  synchronized void moved(URI to) {
    current = Optional.of(new Life(++lives, to));
    notifyAll();
  }

  /** There will be no further life. */
  synchronized void over() {
    over = true;
    notifyAll();
  }

  /** Waits for a life later than this one; empty if there will be none. */
  synchronized Optional<Life> after(int number) throws InterruptedException {
    while (lives <= number && !over) {
      wait();
    }
    return over ? Optional.empty() : current;
  }
}
