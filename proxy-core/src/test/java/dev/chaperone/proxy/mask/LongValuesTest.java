package dev.chaperone.proxy.mask;

import static dev.chaperone.proxy.mask.Masked.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.mask.detect.DetectorKind;
import dev.chaperone.proxy.mask.detect.Finders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Values, rows and schemas of any length: what is held of them has a bound. */
class LongValuesTest {
  private static final int MIB = 1 << 20;
  private static final String HEAD =
      "{\"schema\":{\"fields\":[{\"name\":\"a\",\"type\":\"STRING\"},{\"name\":\"b\",\"type\":"
          + "\"STRING\"}]},\"rows\":[";

  @Test
  void longCellsAreCopiedOrHiddenAsTheyCome() throws IOException {
    check(64L * MIB);
  }

  /** More than any array can hold. */
  @Test
  @Tag("long")
  void cellsOfThreeGigabytesAreCopiedOrHiddenAsTheyCome() throws IOException {
    check(3072L * MIB);
  }

  private static void check(long cell) throws IOException {
    for (MaskMethod method :
        List.of(new MaskMethod.Redact(), new MaskMethod.KeyedHash(Masked.KEY))) {
      MaskingStream stream =
          new MaskingStream(
              concat(
                  bytes(HEAD + "{\"f\":[{\"v\":\""),
                  repeated("clear text ", cell),
                  bytes("\"},{\"v\":\""),
                  repeated("hidden ", cell),
                  bytes("\"}]}]}")),
              Masked.plan(column("b", method)));
      long count = 0;
      byte[] piece = new byte[MIB];
      String end = "";
      for (int n = stream.read(piece); n >= 0; n = stream.read(piece)) {
        count += n;
        end += new String(piece, Math.max(0, n - 30), Math.min(n, 30), StandardCharsets.US_ASCII);
        end = end.substring(Math.max(0, end.length() - 30));
      }
      assertThat(count).isBetween(cell, cell + 300);
      assertThat(end).endsWith("{\"v\":\"[masked]\"}]}]}");
      assertThat(stream.summary().columns())
          .containsExactly(new MaskingSummary.MaskedColumn("b", method.kind().code(), 1));
    }
  }

  @Test
  void valuesUpToTheBoundAreHashedAndLongerOnesRedacted() throws IOException {
    MaskPlan plan = Masked.plan(column("b", new MaskMethod.KeyedHash(Masked.KEY)));
    for (int length : new int[] {MIB - 3, MIB - 2, MIB - 1, MIB, 3 * MIB}) {
      String masked = Masked.mask(answer("x".repeat(length)), plan);
      if (length + 2 <= MIB) {
        assertThat(Masked.cell(masked, 0, 1).asText()).matches("[0-9a-f]{32}");
      } else {
        assertThat(Masked.cell(masked, 0, 1).asText()).isEqualTo("[masked]");
      }
    }
  }

  @Test
  void aTextTooLongToBeLookedAtIsRedactedIfADetectorMasksAndElseDelivered() throws IOException {
    String text = "x".repeat(2 * MIB);
    MaskingStream masking =
        stream(text, new DetectorRule.Reaction.Mask(new MaskMethod.Redact(), false));
    String masked = new String(masking.readAllBytes(), StandardCharsets.UTF_8);
    assertThat(Masked.cell(masked, 0, 1).asText()).isEqualTo("[masked]");
    assertThat(Masked.cell(masked, 0, 0).asText()).isEqualTo("y");
    assertThat(masking.summary().unseen()).isEqualTo(1);
    MaskingStream alerting = stream(text, new DetectorRule.Reaction.Alert());
    assertThat(new String(alerting.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(answer(text));
    assertThat(alerting.summary().unseen()).isEqualTo(1);
  }

  private static MaskingStream stream(String text, DetectorRule.Reaction reaction) {
    MaskPlan plan =
        MaskPlan.of(List.of(), OptionalInt.empty(), TimestampForm.ISO8601)
            .detecting(List.of(new DetectorRule(Finders.of(DetectorKind.EMAIL), reaction)));
    return Masked.stream(answer(text), plan);
  }

  @Test
  void aRowLongerThanWhatIsWithheldIsStillMasked() throws IOException {
    String masked =
        Masked.mask(answer("x".repeat(5 * MIB)), Masked.plan(column("a", new MaskMethod.Redact())));
    assertThat(Masked.cell(masked, 0, 0).asText()).isEqualTo("[masked]");
    assertThat(Masked.cell(masked, 0, 1).asText()).hasSize(5 * MIB);
  }

  @Test
  void aSchemaWithoutEndEndsTheAnswer() {
    MaskingStream stream =
        new MaskingStream(
            concat(bytes("{\"schema\":{\"x\":\""), repeated("schema ", 64L * MIB), bytes("\"}}")),
            Masked.plan(column("a", new MaskMethod.Redact())));
    assertThat(Masked.untilFailure(stream)).doesNotContain("schema s");
  }

  private static String answer(String b) {
    return HEAD + "{\"f\":[{\"v\":\"y\"},{\"v\":\"" + b + "\"}]}]}";
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream concat(InputStream... parts) {
    return new SequenceInputStream(Collections.enumeration(List.of(parts)));
  }

  private static InputStream repeated(String text, long length) {
    return new Repeated(text.repeat(5_000).getBytes(StandardCharsets.US_ASCII), length);
  }

  /** The same bytes over and over. */
  private static final class Repeated extends InputStream {
    private final byte[] pattern;
    private long left;
    private int at;

    private Repeated(byte[] pattern, long length) {
      this.pattern = pattern;
      this.left = length;
    }

    @Override
    public int read() {
      if (left == 0) {
        return -1;
      }
      left--;
      int b = pattern[at];
      at = (at + 1) % pattern.length;
      return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(Math.min(left, length), pattern.length - at);
      System.arraycopy(pattern, at, into, offset, count);
      at = (at + count) % pattern.length;
      left -= count;
      return count;
    }
  }
}
