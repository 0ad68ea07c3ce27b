package dev.chaperone.proxy.upstream;

/** The ways to BigQuery, by the project that is billed. Safe for many threads. */
public interface Upstreams extends AutoCloseable {

  /**
   * The way for requests of a project, as it is now. Whoever records where a request goes asks
   * once, and sends by what it got: the ways may change meanwhile.
   *
   * @param project {@code ""} for a request that names none
   * @throws UpstreamException if none leads there
   */
  Upstream towards(String project) throws UpstreamException;

  @Override
  void close();
}
