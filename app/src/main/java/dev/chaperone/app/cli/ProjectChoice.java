package dev.chaperone.app.cli;

import dev.chaperone.console.GatewayStatus;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which project a client is told: the one named, the environment's, or the sandbox's. */
record ProjectChoice(Shell shell) {
  private static final List<String> VARIABLES =
      List.of("GOOGLE_CLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT");

  String of(@Nullable String named, GatewayStatus gateway) {
    if (named != null) {
      return named;
    }
    if (isLoopback(URI.create(gateway.upstream()).getHost())) {
      return "demo";
    }
    for (String variable : VARIABLES) {
      String value = shell.environment().getOrDefault(variable, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    throw new CommandFailure(
        Exit.USAGE, "say which Google Cloud project the agent uses: --project ID");
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null && List.of("127.0.0.1", "localhost", "[::1]").contains(host);
  }
}
