package dev.chaperone.proxy.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.proxy.identity.OwnerOnlyFiles;
import dev.chaperone.proxy.operator.Passphrases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The file a reviewer keeps the private key in: encrypted by AES-256-GCM with a key made from a
 * passphrase by Argon2id, as JSON. It is the only place the private key is ever written to.
 */
public final class ReviewerKeyFile {
  private static final String KIND = "chaperone-reviewer-key-1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MOST_BYTES = 16 << 10;
  private static final JsonMapper JSON = new JsonMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  private ReviewerKeyFile() {}

  /**
   * Writes a new owner-only file; throws if there is one already.
   *
   * @param passphrase good enough ({@link Passphrases#requireGood}); stays the caller's to wipe
   */
  public static void write(Path file, ReviewerSecret secret, char[] passphrase)
      throws IOException, SealException {
    Passphrases.requireGood(passphrase);
    byte[] salt = random(Passphrases.SALT_BYTES);
    byte[] nonce = random(NONCE_BYTES);
    byte[] plain = secret.secret().getEncoded();
    byte[] key =
        Passphrases.derive(passphrase, Passphrases.USUAL_KIBIBYTES, Passphrases.USUAL_PASSES, salt);
    try {
      String publicKey = secret.key().toString();
      byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, publicKey, plain);
      Base64.Encoder base64 = Base64.getEncoder();
      byte[] content =
          JSON.createObjectNode()
              .put("kind", KIND)
              .put("id", secret.key().id())
              .put("public_key", publicKey)
              .put("kdf", "argon2id")
              .put("kibibytes", Passphrases.USUAL_KIBIBYTES)
              .put("passes", Passphrases.USUAL_PASSES)
              .put("salt", base64.encodeToString(salt))
              .put("nonce", base64.encodeToString(nonce))
              .put("private_key", base64.encodeToString(sealed))
              .toPrettyString()
              .concat("\n")
              .getBytes(StandardCharsets.UTF_8);
      if (!OwnerOnlyFiles.create(file.toAbsolutePath(), content)) {
        throw new SealException(file + " is there already; name another file");
      }
    } catch (GeneralSecurityException e) {
      throw new SealException("the private key cannot be encrypted", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Opens the private key, in memory only.
   *
   * @param passphrase stays the caller's to wipe
   */
  public static ReviewerSecret open(Path file, char[] passphrase) throws SealException {
    JsonNode json = content(file);
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      String publicKey = json.path("public_key").asText();
      if (passphrase.length == 0 || passphrase.length > 1024) {
        throw new SealException("that is not the passphrase of " + file);
      }
      byte[] key =
          Passphrases.derive(
              passphrase,
              json.path("kibibytes").asInt(),
              json.path("passes").asInt(),
              base64.decode(json.path("salt").asText()));
      byte[] plain = new byte[0];
      try {
        plain =
            crypt(
                Cipher.DECRYPT_MODE,
                key,
                base64.decode(json.path("nonce").asText()),
                publicKey,
                base64.decode(json.path("private_key").asText()));
        return new ReviewerSecret(ReviewerKey.parse(publicKey), X25519.privateKey(plain));
      } finally {
        Arrays.fill(plain, (byte) 0);
        Arrays.fill(key, (byte) 0);
      }
    } catch (javax.crypto.AEADBadTagException e) {
      throw new SealException("that is not the passphrase of " + file, e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SealException(file + " is damaged; take a copy of it that is whole", e);
    }
  }

  /** Whether a file is a reviewer's private key, by what it says of itself. */
  public static boolean isOne(Path file) {
    try {
      content(file);
      return true;
    } catch (SealException e) {
      return false;
    }
  }

  private static JsonNode content(Path file) throws SealException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES);
    } catch (IOException | SecurityException e) {
      throw new SealException(
          "the key file " + file + " cannot be read; name the file that reviewer create made", e);
    }
    try {
      JsonNode json = JSON.readTree(bytes);
      if (json.path("kind").asText().equals(KIND)) {
        return json;
      }
    } catch (IOException e) {
      // No JSON, so not ours: said below.
    }
    throw new SealException(
        file + " is no reviewer's private key; chaperone reviewer create makes one");
  }

  private static byte[] crypt(int mode, byte[] key, byte[] nonce, String publicKey, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((KIND + " " + publicKey).getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(input);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
