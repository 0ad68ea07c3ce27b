package dev.chaperone.proxy.stage;

/**
 * One step of a request's way through the gateway. A stage is stateless or safe for many threads;
 * it runs on the request's own virtual thread.
 */
public interface Stage {

  /**
   * Does its step on the exchange.
   *
   * @throws Refusal if the request ends here with an error to the agent
   * @throws java.io.IOException if the agent's connection broke
   */
  void apply(Exchange exchange) throws java.io.IOException;
}
