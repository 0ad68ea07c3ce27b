package dev.chaperone.proxy.surface;

import java.net.URI;
import java.util.Locale;

/** Which authorities in an address stand for the upstream: its own, and Google's API hosts. */
final class GoogleHosts {
  private static final String GOOGLE_APIS = "googleapis.com";

  private final String upstreamAuthority;

  GoogleHosts(URI upstream) {
    upstreamAuthority = String.valueOf(upstream.getRawAuthority()).toLowerCase(Locale.ROOT);
  }

  /** Whether an authority ({@code host} or {@code host:port}) is the upstream's or Google's. */
  boolean covers(String authority) {
    String folded = authority.toLowerCase(Locale.ROOT);
    if (folded.equals(upstreamAuthority)) {
      return true;
    }
    String host = folded.replaceFirst(":[0-9]*$", "");
    return host.equals(GOOGLE_APIS) || host.endsWith("." + GOOGLE_APIS);
  }

  /** An address's scheme and authority without a slash at the end. */
  static String base(URI address) {
    if (address.getScheme() == null || address.getRawAuthority() == null) {
      throw new IllegalArgumentException("not an absolute address: " + address);
    }
    return address.getScheme() + "://" + address.getRawAuthority();
  }
}
