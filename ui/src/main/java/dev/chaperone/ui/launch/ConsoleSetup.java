package dev.chaperone.ui.launch;

import dev.chaperone.console.OriginalReader;
import dev.chaperone.ui.model.agents.ConnectTexts;
import dev.chaperone.ui.model.console.ConsoleSource;
import dev.chaperone.ui.model.operator.OperatorModel;
import dev.chaperone.ui.model.settings.Preferences;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What the window is given by the program.
 *
 * @param source opens the console, and opens it again after the connection was lost
 * @param connect what clients need to reach the gateway
 * @param signIn brings operators' ID tokens, where they sign in instead of having a passphrase
 * @param originals opens what is sealed, with a reviewer's private key
 * @param background runs what may block, each on a thread of its own
 */
public record ConsoleSetup(
    ConsoleSource source,
    ConnectTexts connect,
    Preferences preferences,
    Optional<OperatorModel.SignIn> signIn,
    Optional<OriginalReader> originals,
    Executor background,
    Clock clock,
    ZoneId zone) {

  /** Without a way to sign in, or to open originals. */
  public ConsoleSetup(
      ConsoleSource source,
      ConnectTexts connect,
      Preferences preferences,
      Executor background,
      Clock clock,
      ZoneId zone) {
    this(source, connect, preferences, Optional.empty(), Optional.empty(), background, clock, zone);
  }
}
