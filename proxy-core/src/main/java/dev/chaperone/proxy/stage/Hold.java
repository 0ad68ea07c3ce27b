package dev.chaperone.proxy.stage;

/**
 * Keeps a request that waits for a person from going on. Nothing is held while the gateway
 * observes; a decision other than allow ends the request here, whoever made it.
 */
public final class Hold implements Stage {

  @Override
  public void apply(Exchange exchange) {
    if (!exchange.decision().outcome().equals("allow")) {
      throw Refusal.denied("denied", "Access Denied: " + exchange.decision().reason());
    }
  }
}
