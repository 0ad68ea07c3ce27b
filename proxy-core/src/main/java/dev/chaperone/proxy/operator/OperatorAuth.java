package dev.chaperone.proxy.operator;

import java.util.Locale;
import java.util.Optional;

/**
 * How operators are to prove who they are.
 *
 * @param provider where they sign in; present if, and only if, that was configured
 */
public record OperatorAuth(Mode mode, Optional<SignInProvider> provider) {
  public static final OperatorAuth AUTO = new OperatorAuth(Mode.AUTO, Optional.empty());
  public static final OperatorAuth PASSPHRASE = new OperatorAuth(Mode.PASSPHRASE, Optional.empty());
  public static final OperatorAuth NONE = new OperatorAuth(Mode.NONE, Optional.empty());

  /** As it was when a gateway last ran: for commands that open a folder by themselves. */
  public static final OperatorAuth AS_BEFORE = new OperatorAuth(Mode.AS_BEFORE, Optional.empty());

  public OperatorAuth {
    if (mode == Mode.OIDC && provider.isEmpty()) {
      throw new IllegalArgumentException("signing in needs a provider");
    }
  }

  /** What was asked for. The names are in the recordings. */
  public enum Mode {
    /** Protected as soon as there is a passphrase or a provider. */
    AUTO,
    PASSPHRASE,
    OIDC,
    /** Switched off. */
    NONE,
    AS_BEFORE;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
