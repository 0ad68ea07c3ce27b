package dev.chaperone.app.cli;

import dev.chaperone.app.host.Door;
import dev.chaperone.console.Console;
import dev.chaperone.console.OperatorStatus;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets the operator's passphrase, or changes it. */
@Command(
    name = "set-passphrase",
    mixinStandardHelpOptions = true,
    description = {
      "Set the passphrase that deciding, creating and revoking agents, and confirming policies ask"
          + " for; to change it, the one so far is needed."
    })
final class OperatorSetPassphraseCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();

  @Option(
      names = "--change",
      description = "There is a passphrase; with --passphrase-stdin it is the first line.")
  private boolean change;

  OperatorSetPassphraseCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Door.Visit visit = data.visit(shell, "operator set-passphrase")) {
      set(visit.console());
    }
    shell
        .out()
        .println("The passphrase is set. Nobody can tell it again: keep it where no agent reads.");
    shell.out().flush();
    return Exit.OK;
  }

  private void set(Console console) {
    OperatorStatus status = console.operator();
    if (status.signIn().isPresent()) {
      throw new CommandFailure(
          Exit.USAGE, "operators of this gateway sign in; they have no passphrase");
    }
    OperatorStatus.State state = status.state();
    boolean hasOne =
        change || state == OperatorStatus.State.LOCKED || state == OperatorStatus.State.UNLOCKED;
    char[] before = hasOne ? proof.ask(shell, "Passphrase so far: ") : new char[0];
    char[] after = new char[0];
    try {
      after = NewPassphrase.ask(shell, proof, "New passphrase");
      console.changePassphrase(before, after);
    } finally {
      Arrays.fill(before, '\0');
      Arrays.fill(after, '\0');
    }
  }
}
