package dev.chaperone.proxy.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.mask.detect.DetectorKind;
import dev.chaperone.proxy.mask.detect.Finders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the schema, the rows, the plan, the spelling and the cuts: as the reference masks. */
class MaskingPropertyTest {
  private static final DetectorRule EMAIL =
      new DetectorRule(
          Finders.of(DetectorKind.EMAIL),
          new DetectorRule.Reaction.Mask(new MaskMethod.Redact(), false));

  @Test
  void randomAnswersAreMaskedAsByTheReferenceAndElseUnchanged() throws IOException {
    for (long seed = 0; seed < 3_000; seed++) {
      check(seed);
    }
  }

  @Test
  @Tag("long")
  void manyMoreRandomAnswersAreMaskedAsByTheReference() throws IOException {
    for (long seed = 10_000; seed < 60_000; seed++) {
      check(seed);
    }
  }

  @Test
  void withoutAPlanEveryByteStays() throws IOException {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      String text = new RandomResult(random).text();
      assertThat(run(random, text, stream -> new MaskingStream(stream, nothing())))
          .as("seed %d", seed)
          .isEqualTo(text);
    }
  }

  private static MaskPlan nothing() {
    return MaskPlan.of(List.of(), OptionalInt.empty(), TimestampForm.INT64_MICROS);
  }

  private static void check(long seed) throws IOException {
    Random random = new Random(seed);
    RandomResult result = new RandomResult(random);
    MaskPlan masking =
        MaskPlan.of(
            result.planned, OptionalInt.of(result.columns.size()), TimestampForm.INT64_MICROS);
    MaskPlan plan = result.detecting ? masking.detecting(List.of(EMAIL)) : masking;
    boolean known = !result.schemaFirst || random.nextBoolean();
    String text = result.text();
    String masked =
        run(
            random,
            text,
            stream ->
                known
                    ? new MaskingStream(
                        stream, plan.bind(ResultSchema.read(result.schema()).orElseThrow()))
                    : new MaskingStream(stream, plan));
    ObjectNode expected = Masked.tree(text);
    ReferenceMask.mask(expected, result.columns, result.detecting);
    assertThat(Masked.tree(masked)).as("seed %d: %s", seed, text).isEqualTo(expected);
    assertKeptPiecesUnchanged(seed, result, masked);
  }

  /** What is not masked stands in the masked answer as it stood in the clear one. */
  private static void assertKeptPiecesUnchanged(long seed, RandomResult result, String masked)
      throws IOException {
    int at = 0;
    for (RandomResult.Piece piece : result.pieces) {
      if (piece.kept()) {
        assertThat(masked.startsWith(piece.text(), at))
            .as("seed %d: %s at %d of %s", seed, piece.text(), at, masked)
            .isTrue();
        at += piece.text().length();
      } else {
        at += lengthOfValue(masked.substring(at));
      }
    }
    assertThat(at).isEqualTo(masked.length());
  }

  private static int lengthOfValue(String text) throws IOException {
    try (JsonParser parser = Masked.JSON.createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      if (parser.currentToken().isScalarValue()) {
        parser.getText(); // reads to its end
      }
      return (int) parser.currentLocation().getCharOffset();
    }
  }

  private interface Engine {
    InputStream over(InputStream stream);
  }

  private static String run(Random random, String text, Engine engine) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    boolean gzipIn = random.nextBoolean();
    boolean gzipOut = random.nextBoolean();
    int most = random.nextBoolean() ? 1 + random.nextInt(16) : 1 << 16;
    InputStream clear =
        gzipIn
            ? GzipBodies.decoded(trickle(random, gzip(body), most))
            : trickle(random, body, most);
    // Also what comes out of gzip is cut small.
    InputStream masked = engine.over(new Trickle(clear, random, most));
    InputStream sent = gzipOut ? GzipBodies.encoded(masked) : masked;
    byte[] received = drain(sent, random);
    return new String(gzipOut ? gunzip(received) : received, StandardCharsets.UTF_8);
  }

  private static InputStream trickle(Random random, byte[] body, int most) {
    return new Trickle(new ByteArrayInputStream(body), random, most);
  }

  private static byte[] drain(InputStream in, Random random) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[64];
    while (true) {
      if (random.nextInt(8) == 0) {
        int one = in.read();
        if (one < 0) {
          return out.toByteArray();
        }
        out.write(one);
      } else {
        int count = in.read(buffer, 0, 1 + random.nextInt(buffer.length));
        if (count < 0) {
          return out.toByteArray();
        }
        out.write(buffer, 0, count);
      }
    }
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    }
    return out.toByteArray();
  }

  private static byte[] gunzip(byte[] body) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
  }
}
