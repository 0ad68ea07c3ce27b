package dev.chaperone.proxy.mask;

import static dev.chaperone.proxy.mask.Masked.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** P6: nothing of a redacted value is in what the agent gets, in no disguise. */
class CanaryTest {
  private static final int PIECE = 6;
  private static final String ALPHABET =
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
  private static final List<String> TYPES =
      List.of(
          "STRING",
          "BYTES",
          "INTEGER",
          "FLOAT64",
          "NUMERIC",
          "BIGNUMERIC",
          "BOOL",
          "DATE",
          "TIME",
          "DATETIME",
          "TIMESTAMP",
          "INTERVAL",
          "GEOGRAPHY",
          "JSON",
          "RANGE",
          "NEWTYPE");

  @Test
  void noCanaryNorAnythingOfItIsDelivered() throws IOException {
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<String> canaries = new ArrayList<>();
      String answer = answer(random, canaries);
      for (MaskPlan plan : plans()) {
        MaskingStream stream =
            new MaskingStream(
                new Trickle(
                    new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                    random,
                    1 + random.nextInt(500)),
                plan);
        String delivered = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(delivered).contains("in clear");
        canaries.forEach(canary -> assertNothingOf(canary, delivered));
      }
    }
  }

  @Test
  void theSearchFindsWhatIsThere() {
    String canary = "Zq7RkWm2XtPb9Lc4";
    for (String leak :
        List.of(
            canary,
            new StringBuilder(canary).reverse().toString(),
            canary.toUpperCase(Locale.ROOT),
            canary.substring(4, 10),
            base64(canary),
            base64("x" + canary).substring(4),
            HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8)))) {
      assertThat(isIn(canary, "{\"v\":\"" + leak + "\"}")).as(leak).isTrue();
    }
    assertThat(isIn(canary, "{\"v\":\"[masked]\"}")).isFalse();
  }

  private static List<MaskPlan> plans() {
    List<PlannedColumn> columns = new ArrayList<>();
    for (int i = 0; i < TYPES.size(); i++) {
      columns.add(column("c" + i, new MaskMethod.Redact()));
      columns.add(column("r" + i, new MaskMethod.Redact()));
    }
    columns.add(column("s", new MaskMethod.Redact()));
    return List.of(
        MaskPlan.of(columns, OptionalInt.empty(), TimestampForm.FLOAT_SECONDS),
        MaskPlan.of(columns, OptionalInt.of(2 * TYPES.size() + 2), TimestampForm.ISO8601));
  }

  private static String answer(Random random, List<String> canaries) {
    StringBuilder schema =
        new StringBuilder("{\"schema\":{\"fields\":[{\"name\":\"clear\",\"type\":\"STRING\"}");
    StringBuilder row = new StringBuilder("{\"v\":\"in clear\"}");
    for (int i = 0; i < TYPES.size(); i++) {
      schema.append(field("c" + i, TYPES.get(i), "NULLABLE"));
      schema.append(field("r" + i, TYPES.get(i), "REPEATED"));
      row.append(",{\"v\":").append(canary(random, canaries)).append("},{\"v\":[{\"v\":");
      row.append(canary(random, canaries)).append("},{\"v\":");
      row.append(canary(random, canaries)).append("}]}");
    }
    schema.append(
        ",{\"name\":\"s\",\"type\":\"RECORD\",\"fields\":[{\"name\":\"x\",\"type\":\"STRING\"}]}");
    row.append(",{\"v\":{\"f\":[{\"v\":").append(canary(random, canaries)).append("}]}}");
    return schema
        + "]},\"rows\":[{\"f\":["
        + row
        + "]}],\"next\":"
        + canary(random, canaries)
        + "}";
  }

  private static String field(String name, String type, String mode) {
    return ",{\"name\":\"%s\",\"type\":\"%s\",\"mode\":\"%s\"}".formatted(name, type, mode);
  }

  /** As JSON; some of its characters in odd spelling. */
  private static String canary(Random random, List<String> canaries) {
    StringBuilder canary = new StringBuilder();
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < 24; i++) {
      char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      canary.append(c);
      json.append(random.nextInt(8) == 0 ? "\\u%04x".formatted((int) c) : String.valueOf(c));
    }
    canaries.add(canary.toString());
    return json.append('"').toString();
  }

  private static void assertNothingOf(String canary, String delivered) {
    assertThat(isIn(canary, delivered)).as("%s in %s", canary, delivered).isFalse();
  }

  private static boolean isIn(String canary, String delivered) {
    String text = delivered.toLowerCase(Locale.ROOT);
    String reverse = new StringBuilder(canary).reverse().toString();
    String hex = HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8));
    return pieceIn(canary, text)
        || pieceIn(reverse, text)
        || text.contains(hex.substring(0, 2 * PIECE))
        || base64Pieces(canary).stream().anyMatch(delivered::contains);
  }

  private static boolean pieceIn(String canary, String lower) {
    for (int i = 0; i + PIECE <= canary.length(); i++) {
      if (lower.contains(canary.substring(i, i + PIECE).toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** What is certain of its base64 at each of the three places it may begin at. */
  private static List<String> base64Pieces(String canary) {
    return List.of(
        base64(canary.substring(0, 12)),
        base64(canary.substring(1, 13)),
        base64(canary.substring(2, 14)));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
