package dev.chaperone.app.connect;

import dev.chaperone.console.GatewayStatus;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The project queries run in unless the operator names one: the sandbox's or the environment's. */
public final class UsualProject {
  private static final List<String> VARIABLES =
      List.of("GOOGLE_CLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT");

  private UsualProject() {}

  public static Optional<String> of(GatewayStatus gateway, Map<String, String> environment) {
    if (isLoopback(URI.create(gateway.upstream()).getHost())) {
      return Optional.of("demo");
    }
    return VARIABLES.stream()
        .map(variable -> environment.getOrDefault(variable, ""))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null && List.of("127.0.0.1", "localhost", "[::1]").contains(host);
  }
}
