package dev.chaperone.proxy.upstream;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * A request as it goes upstream, without the credential.
 *
 * @param pathAndQuery canonical path and query, percent-encoded
 * @param body empty for a request without one
 * @param patience how long its answer may take to begin, and to go on, where that is less than
 *     usual
 */
public record UpstreamRequest(
    String method,
    String pathAndQuery,
    Headers headers,
    Optional<Body> body,
    Optional<Duration> patience) {

  public UpstreamRequest(String method, String pathAndQuery, Headers headers, Optional<Body> body) {
    this(method, pathAndQuery, headers, body, Optional.empty());
  }

  /**
   * @param length in bytes, -1 if not known
   */
  public record Body(InputStream stream, long length) {}
}
