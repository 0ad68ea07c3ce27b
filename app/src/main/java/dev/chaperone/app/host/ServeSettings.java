package dev.chaperone.app.host;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.proxy.gateway.Overrides;
import dev.chaperone.proxy.operator.OperatorAuth;
import java.net.URI;
import java.util.Set;

/**
 * What {@code serve} was asked to do.
 *
 * @param credentials as given on the command line: {@code adc}, {@code none} or a file
 * @param allowedUpstreams hosts beyond Google's and loopback that may be sent a credential
 * @param policy a shipped policy's name or a file, as given
 * @param lexerOnly true if SQL is looked at by the lexer alone, although more may be there
 * @param operatorAuth how operators prove who they are
 * @param overrides what of upstream and credentials was named, and so goes before the policy's
 *     connections
 */
public record ServeSettings(
    DataFolder data,
    int httpPort,
    int httpsPort,
    URI upstream,
    String credentials,
    Set<String> allowedUpstreams,
    String policy,
    boolean lexerOnly,
    OperatorAuth operatorAuth,
    Overrides overrides) {
  /** The one that is in force if nobody chose. */
  public static final String USUAL_POLICY = "balanced";

  public ServeSettings {
    allowedUpstreams = Set.copyOf(allowedUpstreams);
  }

  /** With another policy. */
  public ServeSettings withPolicy(String other) {
    return new ServeSettings(
        data,
        httpPort,
        httpsPort,
        upstream,
        credentials,
        allowedUpstreams,
        other,
        lexerOnly,
        operatorAuth,
        overrides);
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
        USUAL_POLICY,
        false,
        OperatorAuth.AUTO);
  }

  /** With upstream and credentials as named. */
  public ServeSettings(
      DataFolder data,
      int httpPort,
      int httpsPort,
      URI upstream,
      String credentials,
      Set<String> allowedUpstreams,
      String policy,
      boolean lexerOnly,
      OperatorAuth operatorAuth) {
    this(
        data,
        httpPort,
        httpsPort,
        upstream,
        credentials,
        allowedUpstreams,
        policy,
        lexerOnly,
        operatorAuth,
        Overrides.ALL);
  }
}
