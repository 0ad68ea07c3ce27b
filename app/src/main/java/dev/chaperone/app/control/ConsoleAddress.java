package dev.chaperone.app.control;

import java.util.Locale;
import java.util.Objects;

/**
 * Where a console port listens.
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65535
 */
public record ConsoleAddress(String host, int port) {
  public ConsoleAddress {
    Objects.requireNonNull(host);
    if (host.isEmpty() || port < 1 || port > 65_535 || !host.matches("[\\p{Alnum}._:%-]+")) {
      throw new IllegalArgumentException(
          "a console's address is HOST:PORT, such as gateway.example:8650 or [::1]:8650");
    }
  }

  /** Throws {@code IllegalArgumentException}, with a text for a person. */
  public static ConsoleAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    String number = colon < 0 ? "" : text.substring(colon + 1);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      host = "";
    }
    int port = number.matches("[0-9]{1,5}") ? Integer.parseInt(number) : 0;
    return new ConsoleAddress(host.toLowerCase(Locale.ROOT), port);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
