package dev.chaperone.app.cli;

import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every decision on a held request takes, and how it is carried to the gateway. */
final class DecisionOptions {
  @Parameters(
      paramLabel = "ID",
      description = "A hold's id, the beginning of it, or \"last\": the newest that waits.")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why; it is recorded, and a denial's is told to the agent.")
  private String reason = "";

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();
  @Mixin private JsonOption json = new JsonOption();

  String reason() {
    return reason;
  }

  /**
   * Decides, and says what became of it.
   *
   * @param decision of the hold with this id
   */
  int carryOut(Shell shell, String command, Function<String, HoldDecision> decision) {
    HoldAnswer answer =
        new OperatorVisit(shell, data, command)
            .governing(
                proof,
                console -> console.decide(decision.apply(HoldFinder.toDecide(console, id).id())));
    if (json.isOn()) {
      JsonOption.print(shell.out(), HoldDocuments.answer(answer));
    }
    String told = answer.id() + " is " + answer.state() + ": " + answer.told();
    Fields fields = new Fields(answer.applied() ? shell.out() : shell.err());
    if (!answer.applied()) {
      fields.heading("chaperone: not done; " + told);
    } else if (!json.isOn()) {
      fields.heading(told);
    }
    shell.out().flush();
    shell.err().flush();
    return answer.applied() ? Exit.OK : Exit.FAILED;
  }
}
