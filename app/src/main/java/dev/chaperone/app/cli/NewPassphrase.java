package dev.chaperone.app.cli;

import java.util.Arrays;

/** Asks for a new passphrase twice where a person types it. */
final class NewPassphrase {
  private NewPassphrase() {}

  /** The caller wipes the answer. */
  static char[] ask(Shell shell, ProofOption proof, String what) {
    char[] once = proof.ask(shell, what + " (12 characters or more): ");
    char[] again = proof.tries() == 1 ? once.clone() : proof.ask(shell, "Once more: ");
    try {
      if (!Arrays.equals(once, again)) {
        Arrays.fill(once, '\0');
        throw new CommandFailure(Exit.USAGE, "those two are not the same; nothing was changed");
      }
      return once;
    } finally {
      Arrays.fill(again, '\0');
    }
  }
}
