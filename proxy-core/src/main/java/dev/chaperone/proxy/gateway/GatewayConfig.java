package dev.chaperone.proxy.gateway;

import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/**
 * What one gateway is started with.
 *
 * @param data the data folder; keys and certificates lie in it
 * @param bindAddress {@code 127.0.0.1} unless the operator wants otherwise
 * @param httpPort 0 for a free one
 * @param httpsPort 0 for a free one
 * @param upstream scheme, host and port of BigQuery
 * @param allowedUpstreams hosts that may get the credential beside Google's
 * @param hostNames names under which agents may call, beside loopback's
 * @param operatorUnprotected nothing keeps an agent with the operator's user from deciding
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
    boolean operatorUnprotected,
    Limits limits) {
  public static final URI BIGQUERY = URI.create("https://bigquery.googleapis.com");

  public GatewayConfig {
    allowedUpstreams = Set.copyOf(allowedUpstreams);
    hostNames = Set.copyOf(hostNames);
    if (httpPort < 0 || httpPort > 65535 || httpsPort < 0 || httpsPort > 65535) {
      throw new IllegalArgumentException("ports lie between 0 and 65535");
    }
  }
}
