package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.ServeSettings;
import dev.chaperone.proxy.gateway.Overrides;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a gateway listens and where it sends requests. */
final class GatewayOptions {
  private static final int MAX_PORT = 65_535;
  private static final String BIGQUERY = "https://bigquery.googleapis.com";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8642",
      description = "HTTP port on 127.0.0.1, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--https-port",
      paramLabel = "N",
      defaultValue = "8643",
      description = "HTTPS port on 127.0.0.1, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int httpsPort;

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description =
          "Where requests go, whatever the policy's connections say (default: where these say, or"
              + " https://bigquery.googleapis.com).")
  private Optional<String> upstream = Optional.empty();

  @Option(
      names = "--credentials",
      paramLabel = "adc|none|FILE",
      description = {
        "The Google credential for upstream: application default credentials, none, or a file;"
            + " goes before those of the policy's connections (default: these, or adc)."
      })
  private Optional<String> credentials = Optional.empty();

  @Option(
      names = "--allow-upstream",
      paramLabel = "HOST",
      description = "A host that may be sent the credential although it is not Google's.")
  private List<String> allowed = new ArrayList<>();

  @Mixin private OperatorOptions operators = new OperatorOptions();

  @Option(
      names = "--policy",
      paramLabel = "FILE|observe|balanced|strict",
      defaultValue = ServeSettings.USUAL_POLICY,
      description =
          "The policy: a file, or the name of one that comes with the program (default:"
              + " ${DEFAULT-VALUE}).")
  private String policy = "";

  @Option(
      names = "--sql-analysis",
      paramLabel = "auto|lexer",
      defaultValue = "auto",
      description =
          "How SQL is understood: auto takes the best there is here, lexer only the lexer (default:"
              + " ${DEFAULT-VALUE}).")
  private String sqlAnalysis = "";

  ServeSettings settings(DataFolder data) {
    requirePort("--port", port);
    requirePort("--https-port", httpsPort);
    if (port != 0 && port == httpsPort) {
      throw misuse("--port and --https-port must differ.");
    }
    HashSet<String> hosts = new HashSet<>();
    allowed.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    return new ServeSettings(
        data,
        port,
        httpsPort,
        upstreamAddress(),
        credentials.orElse("adc"),
        hosts,
        usablePolicy(),
        lexerOnly(),
        operators.auth(),
        new Overrides(upstream.isPresent(), credentials.isPresent()));
  }

  /** Read here too, so that a broken one is refused before anything starts. */
  private String usablePolicy() {
    PolicyArgument.of(policy).policy();
    return policy;
  }

  private boolean lexerOnly() {
    return switch (sqlAnalysis) {
      case "auto" -> false;
      case "lexer" -> true;
      default -> throw misuse("--sql-analysis takes auto or lexer.");
    };
  }

  private URI upstreamAddress() {
    try {
      URI uri = new URI(upstream.orElse(BIGQUERY));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw misuse(
        "--upstream takes an address such as https://bigquery.googleapis.com, or that of a sandbox"
            + " such as http://127.0.0.1:9050.");
  }

  private static void requirePort(String option, int port) {
    if (port < 0 || port > MAX_PORT) {
      throw misuse(option + " takes a number from 0 to " + MAX_PORT + ".");
    }
  }

  private static CommandFailure misuse(String message) {
    return new CommandFailure(Exit.USAGE, message);
  }
}
