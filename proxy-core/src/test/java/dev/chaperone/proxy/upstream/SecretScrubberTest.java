package dev.chaperone.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretScrubberTest {
  private static final String SECRET = "ya29.c.Kp_secret-of-the-gateway_0123456789";
  private static final SecretScrubber SCRUBBER = SecretScrubber.of(Optional.of("Bearer " + SECRET));

  /** Hands out at most so many bytes a time. */
  private static InputStream inPieces(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, most));
      }
    };
  }

  private static String scrubbed(String text, int most) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new String(SCRUBBER.body(inPieces(bytes, most)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void starsOutTheCredentialHoweverReadsPartIt() throws IOException {
    String text = "{\"a\":\"" + SECRET + "\",\"b\":\"ya29.c.Kp_other\"}" + SECRET;
    for (int most = 1; most <= text.length(); most++) {
      assertThat(scrubbed(text, most)).isEqualTo(text.replace(SECRET, "*".repeat(SECRET.length())));
    }
  }

  @Test
  void findsItAtEveryPlaceOfALongBody() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      int before = 16_300 + random.nextInt(200);
      String text = "x".repeat(before) + SECRET + "y".repeat(random.nextInt(40_000));
      String out = scrubbed(text, 1 + random.nextInt(20_000));
      assertThat(out).hasSize(text.length()).doesNotContain("secret-of-the-gateway");
    }
  }

  @Test
  void findsItInBase64OfEveryAlignmentHexAndPercentEncoding() throws IOException {
    for (int shift = 0; shift < 4; shift++) {
      byte[] bytes = ("p".repeat(shift) + SECRET + "tail").getBytes(StandardCharsets.UTF_8);
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String out = scrubbed(encoder.encodeToString(bytes), 7);
        assertThat(new String(decoded(out), StandardCharsets.ISO_8859_1))
            .doesNotContain("secret-of-the-gateway");
      }
    }
    String hex = HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8));
    assertThat(scrubbed(hex, 5)).isEqualTo("*".repeat(hex.length()));
  }

  private static byte[] decoded(String text) {
    return Base64.getMimeDecoder()
        .decode(text.replace('*', 'A').replace('-', '+').replace('_', '/'));
  }

  @Test
  void starsOutHeaders() {
    Headers out = SCRUBBER.headers(Headers.of(Map.of("x-echo", "got Bearer " + SECRET + "!")));
    assertThat(out.firstOr("x-echo", ""))
        .isEqualTo("got Bearer " + "*".repeat(SECRET.length()) + "!");
  }

  @Test
  void leavesEverythingAloneWithoutACredential() {
    InputStream body = InputStream.nullInputStream();
    Headers headers = Headers.of(Map.of("a", "b"));
    SecretScrubber none = SecretScrubber.of(Optional.empty());
    assertThat(none.body(body)).isSameAs(body);
    assertThat(none.headers(headers)).isSameAs(headers);
    assertThat(SCRUBBER.toString()).doesNotContain(SECRET);
  }
}
