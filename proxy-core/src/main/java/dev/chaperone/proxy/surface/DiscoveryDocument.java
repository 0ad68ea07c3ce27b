package dev.chaperone.proxy.surface;

import java.net.URI;

/** The discovery document from which {@code bq} and Google's Python client build their calls. */
public final class DiscoveryDocument {
  private DiscoveryDocument() {}

  /** Our own short document, generated from the catalogue, for use without an upstream. */
  public static byte[] trimmed(URI gateway) {
    return TrimmedDiscovery.write(MethodCatalogue.packaged(), gateway);
  }

  /**
   * The upstream's document with every address of an interface in it naming the gateway.
   *
   * @throws IllegalArgumentException if it is not a discovery document of BigQuery v2
   */
  public static byte[] rewrite(byte[] upstreamDocument, URI gateway) {
    return RewrittenDiscovery.write(upstreamDocument, gateway);
  }
}
