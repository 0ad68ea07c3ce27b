package dev.chaperone.proxy.mask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chaperone.proxy.mask.RandomResult.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Masks an answer's tree the slow and simple way, with nothing of the engine but its key. */
final class ReferenceMask {
  private final boolean detecting;

  private ReferenceMask(boolean detecting) {
    this.detecting = detecting;
  }

  static void mask(ObjectNode answer, List<Node> columns, boolean detecting) {
    ReferenceMask mask = new ReferenceMask(detecting);
    answer.path("rows").forEach(row -> mask.record((ObjectNode) row, columns, Optional.empty()));
    if (answer.get("schema") instanceof ObjectNode schema) {
      relax(schema, columns, Optional.empty());
    }
  }

  private static void relax(ObjectNode of, List<Node> nodes, Optional<MaskMethod> inherited) {
    for (int i = 0; i < nodes.size(); i++) {
      ObjectNode field = (ObjectNode) of.get("fields").get(i);
      Node node = nodes.get(i);
      Optional<MaskMethod> method = effective(node, inherited);
      boolean whole =
          node.fields().isEmpty() || method.filter(MaskMethod.Null.class::isInstance).isPresent();
      if (method.isPresent() && whole && node.mode().equals("REQUIRED")) {
        field.put("mode", "NULLABLE");
      }
      if (!whole) {
        relax(field, node.fields(), method);
      }
    }
  }

  private void record(ObjectNode record, List<Node> nodes, Optional<MaskMethod> inherited) {
    for (int i = 0; i < nodes.size(); i++) {
      ObjectNode cell = (ObjectNode) record.get("f").get(i);
      cell.set("v", value(cell.get("v"), nodes.get(i), inherited));
    }
  }

  private JsonNode value(JsonNode value, Node node, Optional<MaskMethod> inherited) {
    Optional<MaskMethod> method = effective(node, inherited);
    if (value.isNull()) {
      return value;
    }
    if (value instanceof ArrayNode array) {
      if (method.isPresent() && emptied(method.get(), node)) {
        return Masked.JSON.createArrayNode();
      }
      array.forEach(e -> ((ObjectNode) e).set("v", one(e.get("v"), node, method, true)));
      return array;
    }
    return one(value, node, method, false);
  }

  static Optional<MaskMethod> effective(Node node, Optional<MaskMethod> inherited) {
    if (inherited.isPresent() && node.method().isPresent()) {
      // The policy's order: what hides more stands first.
      int one = RandomResult.METHODS.indexOf(inherited.get());
      int other = RandomResult.METHODS.indexOf(node.method().get());
      return rank(one) <= rank(other) ? inherited : node.method();
    }
    return inherited.isPresent() ? inherited : node.method();
  }

  /** METHODS: redact, null, hash, last4, partial-email, bucket, truncate-date, constant. */
  private static int rank(int index) {
    return new int[] {1, 0, 3, 6, 7, 4, 5, 2}[index];
  }

  private static boolean emptied(MaskMethod method, Node node) {
    if (method instanceof MaskMethod.Null) {
      return true;
    }
    if (!node.fields().isEmpty()) {
      return false;
    }
    boolean placeholder = List.of("STRING", "BYTES", "JSON").contains(node.type());
    return !placeholder && !computes(method, node.type());
  }

  private static boolean computes(MaskMethod method, String type) {
    boolean number = List.of("INTEGER", "INT64", "FLOAT", "NUMERIC", "BIGNUMERIC").contains(type);
    boolean date = List.of("DATE", "DATETIME", "TIMESTAMP").contains(type);
    return switch (method) {
      case MaskMethod.KeyedHash h -> number;
      case MaskMethod.LastFour l -> number && !type.equals("FLOAT");
      case MaskMethod.Bucket b -> number;
      case MaskMethod.TruncateDate t -> date;
      case MaskMethod.Constant c -> number;
      default -> false;
    };
  }

  private JsonNode one(JsonNode value, Node node, Optional<MaskMethod> method, boolean element) {
    if (!node.fields().isEmpty()) {
      if (method.isPresent() && method.get() instanceof MaskMethod.Null) {
        return NullNode.instance;
      }
      record((ObjectNode) value, node.fields(), method);
      return value;
    }
    if (method.isEmpty()) {
      boolean found = detecting && value.asText().equals(RandomResult.ADDRESS);
      return found ? TextNode.valueOf("[masked]") : value;
    }
    Optional<String> masked = scalar(method.get(), node.type(), value.asText());
    if (masked.isPresent()) {
      return TextNode.valueOf(masked.get());
    }
    if (method.get() instanceof MaskMethod.Null) {
      return NullNode.instance;
    }
    return switch (node.type()) {
      case "STRING" -> TextNode.valueOf("[masked]");
      case "BYTES" -> TextNode.valueOf("W21hc2tlZF0=");
      case "JSON" -> TextNode.valueOf("\"[masked]\"");
      default -> !element ? NullNode.instance : TextNode.valueOf(neutral(node.type()));
    };
  }

  private static String neutral(String type) {
    return switch (type) {
      case "DATE" -> "1970-01-01";
      case "DATETIME" -> "1970-01-01T00:00:00";
      default -> "0";
    };
  }

  private static Optional<String> scalar(MaskMethod method, String type, String text) {
    return switch (method) {
      case MaskMethod.Constant c -> constant(type);
      case MaskMethod.KeyedHash h -> hash(type, text);
      case MaskMethod.LastFour l -> lastFour(type, text);
      case MaskMethod.PartialEmail p ->
          type.equals("STRING") && text.equals("anna.berg@shop.example")
              ? Optional.of("a***@shop.example")
              : Optional.empty();
      case MaskMethod.Bucket b -> bucket(type, text);
      case MaskMethod.TruncateDate t -> month(type, text);
      case MaskMethod.Redact r -> Optional.empty();
      case MaskMethod.Null n -> Optional.empty();
    };
  }

  private static Optional<String> constant(String type) {
    return switch (type) {
      case "STRING", "INTEGER", "INT64", "NUMERIC", "BIGNUMERIC", "JSON" -> Optional.of("42");
      case "FLOAT" -> Optional.of("42.0");
      case "BYTES" -> Optional.of("NDI=");
      default -> Optional.empty();
    };
  }

  private static Optional<String> hash(String type, String text) {
    return switch (type) {
      case "STRING" -> Optional.of(hex(text.getBytes(StandardCharsets.UTF_8)));
      case "JSON" -> Optional.of('"' + hex(text.getBytes(StandardCharsets.UTF_8)) + '"');
      case "BYTES" ->
          Optional.of(
              Base64.getEncoder()
                  .encodeToString(Arrays.copyOf(mac(Base64.getDecoder().decode(text)), 16)));
      case "INTEGER", "INT64", "NUMERIC", "BIGNUMERIC" -> Optional.of(number(plain(text)));
      case "FLOAT" ->
          Optional.of(
              number(Character.isLetter(text.charAt(text.length() - 1)) ? text : plain(text)));
      default -> Optional.empty();
    };
  }

  private static String plain(String text) {
    BigDecimal value = new BigDecimal(text);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String number(String text) {
    byte[] mac = mac(text.getBytes(StandardCharsets.UTF_8));
    return new BigInteger(1, Arrays.copyOf(mac, 8)).shiftRight(11).toString();
  }

  private static String hex(byte[] value) {
    return HexFormat.of().formatHex(Arrays.copyOf(mac(value), 16));
  }

  private static byte[] mac(byte[] value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Masked.KEY_BYTES, "HmacSHA256"));
      return mac.doFinal(value);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> lastFour(String type, String text) {
    int[] points = text.codePoints().toArray();
    if (type.equals("STRING") && points.length >= 8) {
      return Optional.of("****" + new String(points, points.length - 4, 4));
    }
    boolean number = List.of("INTEGER", "INT64", "NUMERIC", "BIGNUMERIC").contains(type);
    if (number && text.matches("-?[0-9]{8,}")) {
      return Optional.of(new BigInteger(text).abs().mod(BigInteger.valueOf(10_000)).toString());
    }
    return Optional.empty();
  }

  private static Optional<String> bucket(String type, String text) {
    return switch (type) {
      case "INTEGER", "INT64" -> {
        BigInteger floor = tens(new BigDecimal(text)).toBigIntegerExact();
        yield floor.bitLength() > 63 ? Optional.empty() : Optional.of(floor.toString());
      }
      case "NUMERIC", "BIGNUMERIC" -> Optional.of(tens(new BigDecimal(text)).toPlainString());
      case "FLOAT" ->
          Character.isLetter(text.charAt(text.length() - 1))
              ? Optional.empty()
              : Optional.of(Double.toString(tens(new BigDecimal(text)).doubleValue()));
      default -> Optional.empty();
    };
  }

  private static BigDecimal tens(BigDecimal value) {
    return value.divide(BigDecimal.TEN).setScale(0, RoundingMode.FLOOR).multiply(BigDecimal.TEN);
  }

  private static Optional<String> month(String type, String text) {
    return switch (type) {
      case "DATE" -> Optional.of(text.substring(0, 7) + "-01");
      case "DATETIME" -> Optional.of(text.substring(0, 7) + "-01T00:00:00");
      case "TIMESTAMP" -> {
        Instant at = Instant.ofEpochSecond(Math.floorDiv(Long.parseLong(text), 1_000_000));
        Instant month =
            at.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        yield Optional.of(Long.toString(month.getEpochSecond() * 1_000_000));
      }
      default -> Optional.empty();
    };
  }
}
