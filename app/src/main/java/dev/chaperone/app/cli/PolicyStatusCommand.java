package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.text.Units;
import dev.chaperone.console.PolicyStatus;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.model.Caveats;
import java.util.List;
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
    boolean[] reviewerKey = {false};
    PolicyStatus status =
        PolicyInForce.of(
            shell,
            data,
            "policy status",
            console -> reviewerKey[0] = console.reviewers().isReady());
    List<String> caveats = caveats(status, reviewerKey[0]);
    if (json.isOn()) {
      ObjectNode document = HoldDocuments.policy(status);
      caveats.forEach(document.putArray("caveats")::add);
      JsonOption.print(shell.out(), document);
    } else {
      print(status, caveats);
    }
    shell.out().flush();
    return Exit.OK;
  }

  /** A policy in force could be read; one of a gateway of another version perhaps not here. */
  static List<String> caveats(PolicyStatus status, boolean reviewerKey) {
    try {
      return Caveats.of(new PolicyLoader().load(status.source(), status.text()), reviewerKey);
    } catch (PolicyException e) {
      return List.of();
    }
  }

  private void print(PolicyStatus status, List<String> caveats) {
    Fields fields = new Fields(shell.out());
    fields.heading("Policy " + status.source());
    fields.field("sha256", status.sha256());
    fields.field("since", Units.dateTime(status.since(), shell.zone()));
    fields.list("caveats", caveats);
    fields.list("problems", status.problems());
    fields.field("waiting", status.waiting());
    fields.list("permits more", status.loosenings());
    if (!status.waiting().isEmpty()) {
      fields.heading("Next: chaperone policy confirm " + status.waiting());
    }
  }
}
