package dev.chaperone.app.cli;

import dev.chaperone.proxy.operator.OperatorAuth;
import dev.chaperone.proxy.operator.SignInProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say how operators prove who they are. */
final class OperatorOptions {
  @Option(
      names = "--operator-auth",
      paramLabel = "auto|passphrase|oidc|none",
      defaultValue = "auto",
      description = {
        "How operators prove who they are. auto asks for the passphrase as soon as one is set"
            + " (chaperone operator set-passphrase), or for signing in where an issuer is given;"
            + " none asks for nothing, and everything says \"unprotected\" (default:"
            + " ${DEFAULT-VALUE})."
      })
  private String mode = "";

  @Option(
      names = "--operator-issuer",
      paramLabel = "URL",
      defaultValue = "",
      description = "The OpenID Connect issuer where operators sign in.")
  private String issuer = "";

  @Option(
      names = "--operator-client-id",
      paramLabel = "ID",
      defaultValue = "",
      description = "Chaperone's client id there (a public client with a loopback redirect).")
  private String clientId = "";

  @Option(
      names = "--operator-allowed",
      paramLabel = "SUBJECT|EMAIL",
      description = "Who is an operator; repeatable.")
  private List<String> allowed = new ArrayList<>();

  OperatorAuth auth() {
    Optional<SignInProvider> provider = provider();
    return switch (mode) {
      case "auto" -> new OperatorAuth(OperatorAuth.Mode.AUTO, provider);
      case "oidc" -> {
        if (provider.isEmpty()) {
          throw misuse(
              "--operator-auth oidc needs --operator-issuer, --operator-client-id and"
                  + " --operator-allowed.");
        }
        yield new OperatorAuth(OperatorAuth.Mode.OIDC, provider);
      }
      case "passphrase" -> without(provider, OperatorAuth.PASSPHRASE);
      case "none" -> without(provider, OperatorAuth.NONE);
      default -> throw misuse("--operator-auth takes auto, passphrase, oidc or none.");
    };
  }

  private static OperatorAuth without(Optional<SignInProvider> provider, OperatorAuth auth) {
    if (provider.isPresent()) {
      throw misuse("--operator-issuer goes with --operator-auth oidc or auto.");
    }
    return auth;
  }

  private Optional<SignInProvider> provider() {
    if (issuer.isEmpty() && clientId.isEmpty() && allowed.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SignInProvider(new URI(issuer), clientId, Set.copyOf(allowed)));
    } catch (URISyntaxException e) {
      throw misuse("--operator-issuer takes an address such as https://accounts.google.com.");
    } catch (IllegalArgumentException e) {
      throw misuse(String.valueOf(e.getMessage()));
    }
  }

  private static CommandFailure misuse(String message) {
    return new CommandFailure(Exit.USAGE, message);
  }
}
