package dev.chaperone.proxy.upstream;

import java.io.InputStream;
import java.util.Optional;

/**
 * A request as it goes upstream, without the credential.
 *
 * @param pathAndQuery canonical path and query, percent-encoded
 * @param body empty for a request without one
 */
public record UpstreamRequest(
    String method, String pathAndQuery, Headers headers, Optional<Body> body) {

  /**
   * @param length in bytes, -1 if not known
   */
  public record Body(InputStream stream, long length) {}
}
