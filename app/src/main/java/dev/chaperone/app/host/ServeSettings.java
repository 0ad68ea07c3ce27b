package dev.chaperone.app.host;

import dev.chaperone.app.data.DataFolder;
import java.net.URI;
import java.util.Set;

/**
 * What {@code serve} was asked to do.
 *
 * @param credentials as given on the command line: {@code adc}, {@code none} or a file
 * @param allowedUpstreams hosts beyond Google's and loopback that may be sent a credential
 */
public record ServeSettings(
    DataFolder data,
    int httpPort,
    int httpsPort,
    URI upstream,
    String credentials,
    Set<String> allowedUpstreams) {
  public ServeSettings {
    allowedUpstreams = Set.copyOf(allowedUpstreams);
  }
}
