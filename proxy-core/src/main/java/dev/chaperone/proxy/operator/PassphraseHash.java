package dev.chaperone.proxy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What is kept of a passphrase: an Argon2id hash that costs memory and time to try. Whoever can
 * read it can try passphrases at that cost, so passphrases have to be long.
 */
final class PassphraseHash {
  /** About a third of a second of one core, and 48 MiB. */
  static final Cost USUAL = new Cost(Passphrases.USUAL_KIBIBYTES, Passphrases.USUAL_PASSES);

  private static final int SALT_BYTES = Passphrases.SALT_BYTES;
  private static final int HASH_BYTES = Passphrases.DERIVED_BYTES;
  private static final String KIND = "argon2id";
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What one try costs.
   *
   * @param kibibytes of memory
   */
  record Cost(int kibibytes, int passes) {
    Cost {
      Passphrases.requireUsable(kibibytes, passes);
    }
  }

  private final Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  private PassphraseHash(Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  static PassphraseHash of(char[] passphrase, Cost cost) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return new PassphraseHash(cost, salt, derive(passphrase, cost, salt));
  }

  /** Takes the same time however much of it is right. */
  boolean matches(char[] passphrase) {
    if (passphrase.length == 0 || passphrase.length > Passphrases.LONGEST) {
      return false;
    }
    return MessageDigest.isEqual(hash, derive(passphrase, cost, salt));
  }

  private static byte[] derive(char[] passphrase, Cost cost, byte[] salt) {
    return Passphrases.derive(passphrase, cost.kibibytes(), cost.passes(), salt);
  }

  byte[] toBytes() {
    Base64.Encoder base64 = Base64.getEncoder();
    return JSON.createObjectNode()
        .put("kind", KIND)
        .put("kibibytes", cost.kibibytes())
        .put("passes", cost.passes())
        .put("salt", base64.encodeToString(salt))
        .put("hash", base64.encodeToString(hash))
        .toPrettyString()
        .concat("\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalArgumentException if it is no hash this version can check against
   */
  static PassphraseHash ofBytes(byte[] content) {
    try {
      JsonNode json = JSON.readTree(content);
      byte[] salt = Base64.getDecoder().decode(json.path("salt").asText());
      byte[] hash = Base64.getDecoder().decode(json.path("hash").asText());
      if (!json.path("kind").asText().equals(KIND)
          || salt.length != SALT_BYTES
          || hash.length != HASH_BYTES) {
        throw new IllegalArgumentException("not a passphrase hash of this version");
      }
      return new PassphraseHash(
          new Cost(json.path("kibibytes").asInt(), json.path("passes").asInt()), salt, hash);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a passphrase hash", e);
    }
  }

  /** SHA-256 in hex of the file's bytes: what the recordings remember of it. */
  static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "PassphraseHash[***]";
  }
}
