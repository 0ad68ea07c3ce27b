package dev.chaperone.app.cli;

import dev.chaperone.app.text.Units;
import dev.chaperone.console.PolicyStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells which policy is in force, and what waits or is wrong with its file. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tell which policy is in force, and what waits or is wrong with its file.")
final class PolicyStatusCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private JsonOption json = new JsonOption();

  PolicyStatusCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    PolicyStatus status = PolicyInForce.of(shell, data, "policy status");
    if (json.isOn()) {
      JsonOption.print(shell.out(), HoldDocuments.policy(status));
    } else {
      print(status);
    }
    shell.out().flush();
    return Exit.OK;
  }

  private void print(PolicyStatus status) {
    Fields fields = new Fields(shell.out());
    fields.heading("Policy " + status.source());
    fields.field("sha256", status.sha256());
    fields.field("since", Units.dateTime(status.since(), shell.zone()));
    fields.list("problems", status.problems());
    fields.field("waiting", status.waiting());
    fields.list("permits more", status.loosenings());
    if (!status.waiting().isEmpty()) {
      fields.heading("Next: chaperone policy confirm " + status.waiting());
    }
  }
}
