package dev.chaperone.proxy.operator;

import dev.chaperone.console.ConsoleException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** What makes a passphrase good enough, and what is derived from one: 32 bytes by Argon2id. */
public final class Passphrases {
  static final int SHORTEST = 12;
  static final int LONGEST = 1024;

  /** About a third of a second of one core, and 48 MiB. */
  public static final int USUAL_KIBIBYTES = 48 * 1024;

  public static final int USUAL_PASSES = 3;
  public static final int SALT_BYTES = 16;
  public static final int DERIVED_BYTES = 32;
  private static final int MOST_KIBIBYTES = 128 * 1024;
  private static final int MOST_PASSES = 16;
  private static final int DIFFERENT_CHARACTERS = 5;

  private Passphrases() {}

  /** Throws {@code INVALID} if it is too easy to guess. */
  public static void requireGood(char[] passphrase) {
    if (passphrase.length < SHORTEST || passphrase.length > LONGEST) {
      throw new ConsoleException(
          ConsoleException.Code.INVALID,
          "a passphrase has at least "
              + SHORTEST
              + " characters: several words that do not belong together are good");
    }
    if (CharBuffer.wrap(passphrase).chars().distinct().count() < DIFFERENT_CHARACTERS) {
      throw new ConsoleException(
          ConsoleException.Code.INVALID, "that passphrase is too easy to guess");
    }
  }

  /** Throws {@link IllegalArgumentException} for costs that no file of ours names. */
  public static void requireUsable(int kibibytes, int passes) {
    if (kibibytes < 8 || kibibytes > MOST_KIBIBYTES || passes < 1 || passes > MOST_PASSES) {
      throw new IllegalArgumentException("these costs cannot be used");
    }
  }

  /**
   * The caller wipes both the passphrase and what is derived.
   *
   * @param kibibytes of memory that one try costs
   */
  public static byte[] derive(char[] passphrase, int kibibytes, int passes, byte[] salt) {
    requireUsable(kibibytes, passes);
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
    byte[] bytes = Arrays.copyOfRange(encoded.array(), 0, encoded.limit());
    try {
      Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
      argon2.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(kibibytes)
              .withIterations(passes)
              .withParallelism(1)
              .withSalt(salt)
              .build());
      byte[] derived = new byte[DERIVED_BYTES];
      argon2.generateBytes(bytes, derived);
      return derived;
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(encoded.array(), (byte) 0);
    }
  }
}
