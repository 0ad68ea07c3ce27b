package dev.chaperone.app.control;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * By which a console port's certificate is known: its SHA-256.
 *
 * @param hex 64 digits in lower case
 */
public record Fingerprint(String hex) {
  public Fingerprint {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a fingerprint is a SHA-256: 64 hexadecimal digits, with or without colons between them");
    }
  }

  /** Throws {@code IllegalArgumentException}, with a text for a person. */
  public static Fingerprint parse(String text) {
    return new Fingerprint(
        text.strip().toLowerCase(Locale.ROOT).replaceFirst("^sha-?256:", "").replace(":", ""));
  }

  static Fingerprint of(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Fingerprint(HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** As {@code openssl x509 -fingerprint -sha256} writes it. */
  @Override
  public String toString() {
    return hex.toUpperCase(Locale.ROOT).replaceAll("..(?=.)", "$0:");
  }
}
