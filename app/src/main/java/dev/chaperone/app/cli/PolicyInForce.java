package dev.chaperone.app.cli;

import dev.chaperone.console.Console;
import dev.chaperone.console.PolicyStatus;

/** Asks the running gateway which policy it follows. */
final class PolicyInForce {
  private PolicyInForce() {}

  static PolicyStatus of(Shell shell, AttachOption data, String command) {
    return new OperatorVisit(shell, data, command)
        .withGateway(Console::policy)
        .orElseThrow(
            () -> new CommandFailure(Exit.FAILED, "the gateway that runs follows no policy"));
  }
}
