package dev.chaperone.proxy.upstream.credentials;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which Google credential the gateway uses upstream, as {@code --credentials} names it. */
public sealed interface CredentialSpec {

  /** No Authorization header at all, for the sandbox and emulators. */
  record None() implements CredentialSpec {}

  /** Google's application default credentials. */
  record ApplicationDefault() implements CredentialSpec {}

  /** A credentials file: service account, authorised user or external account. */
  record KeyFile(Path file) implements CredentialSpec {}

  /** Another service account, impersonated with a credential that may do so. */
  record Impersonate(String serviceAccount, CredentialSpec source) implements CredentialSpec {
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+");

    public Impersonate {
      if (!EMAIL.matcher(serviceAccount).matches()) {
        throw new IllegalArgumentException(
            "After 'impersonate:' comes a service account's e-mail address, for example"
                + " impersonate:reader@my-project.iam.gserviceaccount.com");
      }
      if (source instanceof None || source instanceof Impersonate) {
        throw new IllegalArgumentException(
            "Impersonation needs a credential of its own: impersonate:EMAIL:adc or"
                + " impersonate:EMAIL:FILE");
      }
    }
  }

  /**
   * Parses {@code adc}, {@code none}, {@code FILE} or {@code impersonate:EMAIL[:adc|:FILE]}.
   *
   * @throws IllegalArgumentException with what would be right
   */
  static CredentialSpec parse(String text) {
    if (text.startsWith("impersonate:")) {
      String rest = text.substring("impersonate:".length());
      int colon = rest.indexOf(':');
      return colon < 0
          ? new Impersonate(rest, new ApplicationDefault())
          : new Impersonate(rest.substring(0, colon), parse(rest.substring(colon + 1)));
    }
    return switch (text) {
      case "" ->
          throw new IllegalArgumentException(
              "Name a credential: adc, none, FILE or impersonate:EMAIL");
      case "adc" -> new ApplicationDefault();
      case "none" -> new None();
      default -> file(text);
    };
  }

  private static CredentialSpec file(String text) {
    if (text.stripLeading().startsWith("{")) {
      // Somebody passed the key itself: do not repeat it.
      throw new IllegalArgumentException(
          "Pass the path of the credentials file, not its content. The content is in the shell's"
              + " history now: replace that key.");
    }
    try {
      return new KeyFile(Path.of(text));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("The credentials file's path is not valid here");
    }
  }
}
