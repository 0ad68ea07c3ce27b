package dev.chaperone.proxy.policy.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Where a policy came from.
 *
 * @param name the file as the person gave it, or the name of a shipped policy
 * @param sha256 of its text, in hexadecimal; names the version in frames
 */
public record PolicySource(String name, String text, String sha256) {
  public PolicySource {
    Objects.requireNonNull(name);
    Objects.requireNonNull(text);
    Objects.requireNonNull(sha256);
  }

  public static PolicySource of(String name, String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new PolicySource(name, text, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return name + " (" + sha256.substring(0, 12) + ")";
  }
}
