package dev.chaperone.proxy.surface;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes addresses in an answer's headers name the gateway, so that no client leaves it for Google.
 */
public final class LocationRewriter {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://([^/?#\\s\"'<>,;\\\\]*)", Pattern.CASE_INSENSITIVE);

  private static final String LOCATION = "location";

  private final GoogleHosts hosts;
  private final String gateway;

  /**
   * A rewriter for one listener and one upstream.
   *
   * @param gateway the base the client used, such as {@code http://127.0.0.1:8080}
   * @param upstream the base the gateway uses
   */
  public LocationRewriter(URI gateway, URI upstream) {
    this.gateway = GoogleHosts.base(gateway);
    this.hosts = new GoogleHosts(upstream);
  }

  /**
   * The headers with every Google or upstream address naming the gateway. A Location that leads
   * elsewhere is taken out: a client that followed it would carry its token there.
   */
  public Map<String, List<String>> rewrite(Map<String, List<String>> headers) {
    Map<String, List<String>> rewritten = new TreeMap<>();
    headers.forEach(
        (name, values) -> {
          List<String> kept =
              name.toLowerCase(Locale.ROOT).equals(LOCATION)
                  ? values.stream().flatMap(value -> location(value).stream()).toList()
                  : values.stream().map(this::value).toList();
          if (!kept.isEmpty()) {
            rewritten.put(name, kept);
          }
        });
    return rewritten;
  }

  /** A Location for the client, or empty if it leads anywhere but to the upstream. */
  public Optional<String> location(String location) {
    Matcher origin = ORIGIN.matcher(location);
    if (origin.lookingAt()) {
      String rest = location.substring(origin.end());
      // Anything else than a path after the authority could make it another one's user name.
      boolean wellFormed = rest.isEmpty() || "/?#".indexOf(rest.charAt(0)) >= 0;
      return wellFormed && hosts.covers(origin.group(1))
          ? Optional.of(gateway + rest)
          : Optional.empty();
    }
    boolean pathOnly =
        location.startsWith("/") && !location.startsWith("//") && location.indexOf('\\') < 0;
    // Made absolute: Google's Python client cannot follow a relative one.
    return pathOnly ? Optional.of(gateway + location) : Optional.empty();
  }

  /** Any other header's value with the addresses in it rewritten. */
  public String value(String value) {
    return ORIGIN
        .matcher(value)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(hosts.covers(found.group(1)) ? gateway : found.group()));
  }
}
