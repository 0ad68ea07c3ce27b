package dev.chaperone.proxy.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/** Short ways to a masked answer. */
final class Masked {
  static final ObjectMapper JSON = new ObjectMapper();
  static final byte[] KEY_BYTES =
      "a key of thirty-two bytes length".getBytes(StandardCharsets.US_ASCII);
  static final HashKey KEY = new HashKey(KEY_BYTES);

  private Masked() {}

  static MaskPlan plan(PlannedColumn... columns) {
    return MaskPlan.of(List.of(columns), OptionalInt.empty(), TimestampForm.INT64_MICROS);
  }

  static PlannedColumn column(String dotted, MaskMethod method) {
    return PlannedColumn.named(List.of(dotted.split("\\.")), method);
  }

  static ObjectNode tree(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ResultSchema schema(String json) {
    return ResultSchema.read(tree(json)).orElseThrow();
  }

  static MaskingStream stream(String answer, MaskPlan plan) {
    return new MaskingStream(bytes(answer), plan);
  }

  static String mask(String answer, MaskPlan plan) throws IOException {
    return text(stream(answer, plan));
  }

  static String mask(String answer, BoundPlan plan) throws IOException {
    return text(new MaskingStream(bytes(answer), plan));
  }

  /** What came out before the failure. */
  static String untilFailure(InputStream stream) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = new byte[7];
    while (true) {
      try {
        int count = stream.read(piece);
        if (count < 0) {
          throw new AssertionError("it did not fail but gave " + out);
        }
        out.write(piece, 0, count);
      } catch (MaskingException e) {
        return out.toString(StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The value in row and column of an answer. */
  static JsonNode cell(String answer, int row, int column) {
    return tree(answer).at("/rows/" + row + "/f/" + column + "/v");
  }

  private static InputStream bytes(String answer) {
    return new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }
}
