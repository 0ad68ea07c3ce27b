package dev.chaperone.proxy.listener;

import dev.chaperone.proxy.surface.BigQueryError;
import dev.chaperone.proxy.upstream.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what a browser could be made to send: a Host that is not one of ours (DNS rebinding) and
 * any request with an Origin. Agents send neither.
 */
final class HostGuard {
  private final Set<String> names;

  /**
   * @param names host names without port, lower case
   */
  HostGuard(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  /** The refusal, empty if the request may go on. */
  Optional<BigQueryError> check(Headers headers, String authority) {
    if (headers.contains("origin")) {
      return Optional.of(
          BigQueryError.accessDenied(
              "Chaperone does not answer browsers: the request has an Origin header."));
    }
    List<String> hosts = headers.all("host");
    if (hosts.size() > 1) {
      return Optional.of(BigQueryError.invalid("The request has more than one Host header."));
    }
    String host = hosts.isEmpty() ? authority : hosts.getFirst();
    if (!names.contains(withoutPort(host).toLowerCase(Locale.ROOT))) {
      return Optional.of(
          BigQueryError.accessDenied(
              "Chaperone is not called by this host name. Use 127.0.0.1 or localhost."));
    }
    return Optional.empty();
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > 0 && host.indexOf(']', colon) < 0 && isDigits(host, colon + 1);
    return port ? host.substring(0, colon) : host;
  }

  private static boolean isDigits(String text, int from) {
    return from < text.length() && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
  }
}
