package dev.chaperone.app.acceptance;

import java.util.Optional;

/** The lives of a gateway that is ended again and again. Safe for many threads. */
final class GatewayLives {
  /** From one start to the next end; numbered from 1. */
  record Life(int number, ServedGateway gateway) {
    /** The address of a call below the project {@code demo}. */
    String address(String rest) {
      return gateway.http() + "/bigquery/v2/projects/demo/" + rest;
    }
  }

  private Optional<Life> current = Optional.empty();
  private int begun;
  private int ended;

  synchronized Life begin(ServedGateway gateway) {
    Life life = new Life(++begun, gateway);
    current = Optional.of(life);
    notifyAll();
    return life;
  }

  /** From now on it is no surprise if the current life answers no more. */
  synchronized void end() {
    ended = begun;
  }

  /** Whatever still runs is ended at once. */
  synchronized void killAll() throws InterruptedException {
    end();
    if (current.isPresent()) {
      current.get().gateway().kill9();
    }
  }

  synchronized boolean hasEnded(Life life) {
    return ended >= life.number();
  }

  /** The first life. */
  synchronized Life first() throws InterruptedException {
    while (current.isEmpty()) {
      wait();
    }
    return current.get();
  }

  /**
   * Where to go on after a connection of that life broke: the same life, or the next one, which is
   * waited for.
   *
   * @throws AssertionError if the gateway is gone although nobody ended it
   */
  synchronized Life after(Life broken) throws InterruptedException {
    while (hasEnded(broken) && begun == broken.number()) {
      wait();
    }
    Life now = current.orElseThrow();
    if (!hasEnded(now) && !now.gateway().isAlive()) {
      throw new AssertionError("the gateway ended by itself: " + now.gateway().said());
    }
    return now;
  }
}
