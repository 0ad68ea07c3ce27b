package dev.chaperone.app.cli;

import dev.chaperone.console.Console;
import dev.chaperone.console.PolicyStatus;
import java.util.function.Consumer;

/** Asks the running gateway which policy it follows. */
final class PolicyInForce {
  private PolicyInForce() {}

  static PolicyStatus of(Shell shell, AttachOption data, String command) {
    return of(shell, data, command, console -> {});
  }

  /**
   * @param also what else to ask on the same visit
   */
  static PolicyStatus of(Shell shell, AttachOption data, String command, Consumer<Console> also) {
    return new OperatorVisit(shell, data, command)
        .withGateway(
            console -> {
              also.accept(console);
              return console.policy();
            })
        .orElseThrow(
            () -> new CommandFailure(Exit.FAILED, "the gateway that runs follows no policy"));
  }
}
