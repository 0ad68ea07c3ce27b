package dev.chaperone.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The scanner itself: a form it misses would make its silence worth nothing. */
class SecretScannerTest {
  private static final String SECRET = "s3cr3t/Canary+token=\"of\"-the_tests.0123456789";
  private static final byte[] BYTES = SECRET.getBytes(StandardCharsets.UTF_8);

  private static boolean finds(byte[] bytes) {
    SecretScanner scanner = new SecretScanner(Map.of("canary", BYTES));
    scanner.scan("here", bytes);
    return !scanner.found().isEmpty();
  }

  private static boolean finds(String text) {
    return finds(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsItRawAnywhere() {
    assertThat(finds(SECRET)).isTrue();
    assertThat(finds("before " + SECRET + " after")).isTrue();
    assertThat(finds("before " + SECRET.substring(1))).isFalse();
    assertThat(finds("")).isFalse();
  }

  @Test
  void findsItInBase64AtEveryAlignment() {
    for (int before = 0; before < 7; before++) {
      byte[] around = ("x".repeat(before) + SECRET + "yz").getBytes(StandardCharsets.UTF_8);
      assertThat(finds(Base64.getEncoder().encodeToString(around))).isTrue();
      assertThat(finds(Base64.getUrlEncoder().withoutPadding().encodeToString(around))).isTrue();
      assertThat(finds(Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(around)))
          .isTrue();
      String lines = Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(around);
      assertThat(finds(lines.replace("\n", "\\n"))).isTrue();
    }
  }

  @Test
  void findsItInHexPercentEncodingAndJson() {
    assertThat(finds(HexFormat.of().formatHex(BYTES))).isTrue();
    assertThat(finds(HexFormat.of().withUpperCase().formatHex(BYTES))).isTrue();
    assertThat(finds(URLEncoder.encode(SECRET, StandardCharsets.UTF_8))).isTrue();
    assertThat(finds(HexFormat.of().withPrefix("%").formatHex(BYTES))).isTrue();
    assertThat(finds(HexFormat.of().withPrefix("%").withUpperCase().formatHex(BYTES))).isTrue();
    assertThat(finds(SECRET.replace("\"", "\\\""))).isTrue();
    assertThat(finds(SECRET.replace("/", "\\/"))).isTrue();
    assertThat(finds(HexFormat.of().withPrefix("\\u00").formatHex(BYTES))).isTrue();
    assertThat(finds(SECRET.getBytes(StandardCharsets.UTF_16BE))).isTrue();
    assertThat(finds(SECRET.getBytes(StandardCharsets.UTF_16LE))).isTrue();
    assertThat(finds(new StringBuilder(SECRET).reverse().toString())).isTrue();
  }

  @Test
  void findsItCompressedAndCompressedAgain() throws IOException {
    byte[] noise = new byte[1_000];
    new Random(1).nextBytes(noise);
    byte[] gzip = gzip(("{\"a\":\"" + SECRET + "\"}").getBytes(StandardCharsets.UTF_8));
    assertThat(finds(gzip)).isTrue();
    assertThat(finds(join(noise, gzip))).isTrue();
    assertThat(finds(join(noise, join(gzip, noise)))).isTrue();
    assertThat(finds(Zstd.compress(BYTES))).isTrue();
    assertThat(finds(join(noise, Zstd.compress(gzip)))).isTrue();
    assertThat(finds(gzip(gzip(Zstd.compress(gzip))))).isTrue();
    assertThat(finds("x" + Base64.getEncoder().encodeToString(gzip))).isTrue();
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
      out.write(BYTES);
    }
    assertThat(finds(join(noise, zlib.toByteArray()))).isTrue();
  }

  @Test
  void findsEachOfManyAndSaysWhichAndWhere() {
    SecretScanner scanner =
        new SecretScanner(
            Map.of("one", "first-canary-value".getBytes(StandardCharsets.UTF_8), "two", BYTES));
    scanner.scan("a file", "first-canary-value and " + HexFormat.of().formatHex(BYTES));
    assertThat(scanner.found())
        .containsExactlyInAnyOrder(
            new SecretScanner.Find("one", "raw", "a file"),
            new SecretScanner.Find("two", "hex", "a file"));
  }

  @Test
  void refusesSecretsThatTurnUpByChance() {
    assertThatThrownBy(() -> new SecretScanner(Map.of("short", new byte[11])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] joined = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
