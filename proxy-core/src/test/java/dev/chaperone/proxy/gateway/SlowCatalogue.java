package dev.chaperone.proxy.gateway;

import dev.chaperone.proxy.testing.FakeExchange;
import dev.chaperone.proxy.testing.FakeUpstream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * A warehouse that tells nothing of its tables until the test lets it, and then perhaps an error.
 */
final class SlowCatalogue implements FakeUpstream.Handler {
  final PricedWarehouse warehouse = new PricedWarehouse();
  final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);
  volatile boolean broken;

  /** What was asked is answered now, and what is asked later at once. */
  void answer() {
    open.countDown();
  }

  @Override
  public void handle(FakeExchange exchange) throws IOException {
    if (exchange.request().path().endsWith("/tables/orders")) {
      asked.countDown();
      try {
        open.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the test is over", e);
      }
      if (broken) {
        exchange.json(403, "{\"error\":{\"code\":403,\"message\":\"no\",\"errors\":[]}}");
        return;
      }
    }
    warehouse.handle(exchange);
  }
}
