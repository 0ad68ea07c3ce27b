package dev.chaperone.app.cli;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.proxy.operator.BrowserSignIn;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does what only an operator may do, asking for the proof where one is needed. The session begun
 * for it belongs to the command's own connection and ends with it.
 */
record Unlocking(Shell shell, ProofOption proof) {

  private static final Duration SIGN_IN = Duration.ofMinutes(3);

  <T> T doing(Console console, Supplier<T> deed) {
    try {
      return deed.get();
    } catch (ConsoleException e) {
      if (e.code() != ConsoleException.Code.NEEDS_OPERATOR) {
        throw e;
      }
      OperatorStatus status = console.operator();
      if (status.state() == OperatorStatus.State.REFUSING) {
        throw new CommandFailure(Exit.OPERATOR, "nobody can do that now: " + status.told(), e);
      }
    }
    unlock(console, OperatorProof.SHORTEST);
    return deed.get();
  }

  /** Begins an operator session. */
  OperatorStatus unlock(Console console, Duration idle) {
    Optional<OperatorStatus.SignIn> signIn = console.operator().signIn();
    if (signIn.isPresent()) {
      String token = new BrowserSignIn(this::show, SIGN_IN).idToken(signIn.get());
      return console.unlock(new OperatorProof.IdToken(token, idle));
    }
    for (int left = proof.tries(); ; left--) {
      try (OperatorProof.Passphrase passphrase =
          new OperatorProof.Passphrase(proof.ask(shell, "Operator's passphrase: "), idle)) {
        return console.unlock(passphrase);
      } catch (ConsoleException e) {
        if (e.code() != ConsoleException.Code.REFUSED_OPERATOR || left <= 1) {
          throw e;
        }
        shell.note("chaperone: " + e.getMessage());
      }
    }
  }

  private void show(URI address) {
    shell.note("Sign in with your browser, within 3 minutes: " + address);
    shell.prompt().browse(address);
  }
}
