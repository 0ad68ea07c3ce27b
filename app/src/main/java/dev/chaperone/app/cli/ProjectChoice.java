package dev.chaperone.app.cli;

import dev.chaperone.app.connect.UsualProject;
import dev.chaperone.console.GatewayStatus;
import org.jspecify.annotations.Nullable;

/** Which project a client is told: the one named, or else the usual one. */
record ProjectChoice(Shell shell) {
  String of(@Nullable String named, GatewayStatus gateway) {
    if (named != null) {
      return named;
    }
    return UsualProject.of(gateway, shell.environment())
        .orElseThrow(
            () ->
                new CommandFailure(
                    Exit.USAGE, "say which Google Cloud project the agent uses: --project ID"));
  }
}
