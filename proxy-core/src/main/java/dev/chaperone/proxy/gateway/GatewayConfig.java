package dev.chaperone.proxy.gateway;

import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What one gateway is started with.
 *
 * @param data the data folder; keys and certificates lie in it
 * @param bindAddress {@code 127.0.0.1} unless the operator wants otherwise
 * @param httpPort 0 for a free one
 * @param httpsPort 0 for a free one
 * @param upstream scheme, host and port of BigQuery, where the policy lists no connections
 * @param credentials what is sent there
 * @param allowedUpstreams hosts that may get the credential beside Google's
 * @param hostNames names under which agents may call, beside loopback's
 * @param operatorUnprotected whether nothing keeps an agent with the operator's user from deciding;
 *     asked anew for each decision
 * @param overrides what of upstream and credentials goes before the policy's connections
 */
public record GatewayConfig(
    Path data,
    String bindAddress,
    int httpPort,
    int httpsPort,
    URI upstream,
    CredentialSpec credentials,
    Set<String> allowedUpstreams,
    Set<String> hostNames,
    BooleanSupplier operatorUnprotected,
    Limits limits,
    Overrides overrides) {
  public static final URI BIGQUERY = URI.create("https://bigquery.googleapis.com");

  public GatewayConfig {
    allowedUpstreams = Set.copyOf(allowedUpstreams);
    hostNames = Set.copyOf(hostNames);
    if (httpPort < 0 || httpPort > 65535 || httpsPort < 0 || httpsPort > 65535) {
      throw new IllegalArgumentException("ports lie between 0 and 65535");
    }
  }

  /** Where that does not change, and upstream and credentials are the ones to use. */
  public GatewayConfig(
      Path data,
      String bindAddress,
      int httpPort,
      int httpsPort,
      URI upstream,
      CredentialSpec credentials,
      Set<String> allowedUpstreams,
      Set<String> hostNames,
      boolean operatorUnprotected,
      Limits limits) {
    this(
        data,
        bindAddress,
        httpPort,
        httpsPort,
        upstream,
        credentials,
        allowedUpstreams,
        hostNames,
        () -> operatorUnprotected,
        limits,
        Overrides.ALL);
  }
}
