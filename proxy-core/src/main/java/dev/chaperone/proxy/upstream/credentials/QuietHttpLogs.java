package dev.chaperone.proxy.upstream.credentials;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps HTTP libraries from logging what they send to token endpoints (P1): at a fine log level
 * they write whole requests, with assertions and tokens.
 */
final class QuietHttpLogs {
  /** Held here because the log manager only refers to loggers weakly. */
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("com.google.api.client.http"),
          Logger.getLogger("com.google.api.client.http.HttpTransport"),
          Logger.getLogger("com.google.auth"),
          Logger.getLogger("sun.net.www.protocol.http.HttpURLConnection"));

  private QuietHttpLogs() {}

  /** Called before each fetch, so that a configuration read later does not undo it. */
  static void enforce() {
    for (Logger logger : LOGGERS) {
      if (logger.getLevel() == null || logger.getLevel().intValue() < Level.INFO.intValue()) {
        logger.setLevel(Level.INFO);
      }
    }
  }
}
