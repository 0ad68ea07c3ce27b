package dev.chaperone.proxy.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The same as Java's own HMAC, whatever the lengths. */
class KeyedHasherTest {

  @Test
  void keysAndValuesOfAllLengthsHashAsByTheStandard() throws GeneralSecurityException {
    Random random = new Random(3);
    for (int length = 1; length < 150; length++) {
      byte[] key = bytes(random, length);
      byte[] value = bytes(random, random.nextInt(300));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      KeyedHasher hasher = new KeyedHasher(key);
      assertThat(hasher.hash(value)).isEqualTo(mac.doFinal(value));
      assertThat(hasher.hash(value)).isEqualTo(mac.doFinal(value));
    }
  }

  /** RFC 4231, test case 2. */
  @Test
  void aKnownHash() {
    assertThat(
            HexFormat.of()
                .formatHex(
                    new KeyedHasher("Jefe".getBytes(StandardCharsets.US_ASCII))
                        .hash("what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
