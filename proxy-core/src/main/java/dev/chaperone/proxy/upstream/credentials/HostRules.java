package dev.chaperone.proxy.upstream.credentials;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides to which upstream a Google credential may be sent (DESIGN section 3). */
public final class HostRules {
  private static final Pattern GOOGLE =
      Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.googleapis\\.com");
  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

  private HostRules() {}

  /**
   * @param allowed what {@code --allow-upstream} named: a host, {@code host:port}, or {@code
   *     http://host[:port]} to allow sending it unencrypted
   * @throws IllegalArgumentException if the credential must not go there, with the way out
   */
  public static void check(URI upstream, CredentialSpec credential, Set<String> allowed) {
    String scheme = upstream.getScheme() == null ? "" : lower(upstream.getScheme());
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused("The upstream must be an http or https address");
    }
    if (upstream.getHost() == null || upstream.getHost().isEmpty()) {
      throw refused("The upstream has no valid host name");
    }
    if (upstream.getRawUserInfo() != null || upstream.getRawAuthority().contains("@")) {
      throw refused("The upstream must not hold a user name or password");
    }
    if (upstream.getRawQuery() != null || upstream.getRawFragment() != null) {
      throw refused("The upstream is only scheme, host and port");
    }
    if (credential instanceof CredentialSpec.None) {
      return;
    }
    String host = lower(upstream.getHost());
    boolean encrypted = scheme.equals("https");
    if (loopback(host) || (encrypted && GOOGLE.matcher(host).matches())) {
      return;
    }
    if (allowed.stream().anyMatch(entry -> matches(entry, host, upstream.getPort(), encrypted))) {
      return;
    }
    throw refused(
        "A Google credential is only sent over https to *.googleapis.com, to this machine, or to a"
            + " host you allow. If "
            + scheme
            + "://"
            + host
            + " may have it, add --allow-upstream "
            + (encrypted ? host : "http://" + host)
            + "; else use --credentials none");
  }

  private static boolean loopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.equals("[0:0:0:0:0:0:0:1]")
        || LOOPBACK_V4.matcher(host).matches();
  }

  private static boolean matches(String entry, String host, int port, boolean encrypted) {
    String rule = lower(entry.strip());
    boolean plain = rule.startsWith("http://");
    if (!encrypted && !plain) {
      return false;
    }
    rule = rule.replaceFirst("^https?://", "").replaceFirst("/$", "");
    return rule.equals(host) || (port >= 0 && rule.equals(host + ":" + port));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static IllegalArgumentException refused(String message) {
    return new IllegalArgumentException(message);
  }
}
