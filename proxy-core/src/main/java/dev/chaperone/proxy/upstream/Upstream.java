package dev.chaperone.proxy.upstream;

import java.net.URI;

/** A way to BigQuery. Safe for many threads. */
public interface Upstream extends Upstreams {

  /** Scheme, host and port, without a path. */
  URI base();

  /**
   * Sends with the gateway's credential and returns when the head of the answer is here.
   *
   * @throws UpstreamException if there was no answer
   */
  UpstreamAnswer send(UpstreamRequest request) throws UpstreamException;

  /** The only way there is. */
  @Override
  default Upstream towards(String project) {
    return this;
  }

  @Override
  void close();
}
