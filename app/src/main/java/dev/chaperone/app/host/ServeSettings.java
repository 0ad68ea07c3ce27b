package dev.chaperone.app.host;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.proxy.operator.OperatorAuth;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code serve} was asked to do.
 *
 * @param credentials as given on the command line: {@code adc}, {@code none} or a file
 * @param allowedUpstreams hosts beyond Google's and loopback that may be sent a credential
 * @param policy a shipped policy's name or a file, as given; empty if nobody chose
 * @param lexerOnly true if SQL is looked at by the lexer alone, although more may be there
 * @param operatorAuth how operators prove who they are
 */
public record ServeSettings(
    DataFolder data,
    int httpPort,
    int httpsPort,
    URI upstream,
    String credentials,
    Set<String> allowedUpstreams,
    Optional<String> policy,
    boolean lexerOnly,
    OperatorAuth operatorAuth) {
  public ServeSettings {
    allowedUpstreams = Set.copyOf(allowedUpstreams);
  }

  /** With the usual policy, operators and the best analysis of SQL there is. */
  public ServeSettings(
      DataFolder data,
      int httpPort,
      int httpsPort,
      URI upstream,
      String credentials,
      Set<String> allowedUpstreams) {
    this(
        data,
        httpPort,
        httpsPort,
        upstream,
        credentials,
        allowedUpstreams,
        Optional.empty(),
        false,
        OperatorAuth.AUTO);
  }
}
