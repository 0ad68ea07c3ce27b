package dev.chaperone.proxy.mask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/**
 * A made-up answer: its text with odd but valid spelling, what is planned for its columns, and
 * which stretches of the text no masking may change.
 */
final class RandomResult {
  static final List<MaskMethod> METHODS =
      List.of(
          new MaskMethod.Redact(),
          new MaskMethod.Null(),
          new MaskMethod.KeyedHash(Masked.KEY),
          new MaskMethod.LastFour(),
          new MaskMethod.PartialEmail(),
          new MaskMethod.Bucket(10),
          new MaskMethod.TruncateDate(MaskMethod.TruncateDate.Unit.MONTH),
          new MaskMethod.Constant("42"));

  /** The only text a detector finds. */
  static final String ADDRESS = "anna.berg@shop.example";

  private static final List<String> TYPES =
      List.of(
          "STRING",
          "STRING",
          "STRING",
          "BYTES",
          "INTEGER",
          "INT64",
          "FLOAT",
          "NUMERIC",
          "BIGNUMERIC",
          "BOOLEAN",
          "DATE",
          "TIME",
          "DATETIME",
          "TIMESTAMP",
          "INTERVAL",
          "GEOGRAPHY",
          "JSON",
          "RANGE");

  /** A field as generated; {@code method} is its own, not what it inherits. */
  record Node(
      String name, String type, String mode, List<Node> fields, Optional<MaskMethod> method) {
    boolean isMaskedInside() {
      return method.isPresent() || fields.stream().anyMatch(Node::isMaskedInside);
    }

    boolean isRepeated() {
      return mode.equals("REPEATED");
    }
  }

  /** A piece of the answer's text; what is not kept is a whole JSON value. */
  record Piece(String text, boolean kept) {}

  final List<Node> columns = new ArrayList<>();
  final List<PlannedColumn> planned = new ArrayList<>();
  final List<Piece> pieces = new ArrayList<>();
  final boolean detecting;
  final boolean schemaFirst;
  final boolean withSchema;
  private final Random random;
  private int names;

  RandomResult(Random random) {
    this.random = random;
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      columns.add(node(0));
    }
    for (int i = 0; i < count; i++) {
      plan(columns.get(i), List.of(), OptionalInt.of(i));
    }
    detecting = random.nextBoolean();
    withSchema = random.nextInt(5) > 0;
    schemaFirst = withSchema && random.nextInt(4) > 0;
    write();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    pieces.forEach(piece -> text.append(piece.text()));
    return text.toString();
  }

  ObjectNode schema() {
    ObjectNode schema = Masked.JSON.createObjectNode();
    columns.forEach(column -> add(schema.withArray("fields"), column));
    return schema;
  }

  private static void add(ArrayNode fields, Node node) {
    ObjectNode field = fields.addObject();
    field.put("name", node.name()).put("type", node.type()).put("mode", node.mode());
    node.fields().forEach(child -> add(field.withArray("fields"), child));
  }

  private Node node(int depth) {
    String mode = List.of("NULLABLE", "NULLABLE", "REQUIRED", "REPEATED").get(random.nextInt(4));
    Optional<MaskMethod> method =
        random.nextInt(3) == 0
            ? Optional.of(METHODS.get(random.nextInt(METHODS.size())))
            : Optional.empty();
    String name = "c" + names++;
    if (depth < 3 && random.nextInt(4) == 0) {
      List<Node> fields = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        fields.add(node(depth + 1));
      }
      return new Node(name, random.nextBoolean() ? "RECORD" : "STRUCT", mode, fields, method);
    }
    return new Node(name, TYPES.get(random.nextInt(TYPES.size())), mode, List.of(), method);
  }

  private void plan(Node node, List<String> above, OptionalInt position) {
    List<String> path = new ArrayList<>(above);
    path.add(random.nextBoolean() ? node.name() : node.name().toUpperCase(Locale.ROOT));
    node.method()
        .ifPresent(
            method ->
                planned.add(
                    random.nextBoolean() && position.isPresent()
                        ? PlannedColumn.at(position.getAsInt(), path, method)
                        : new PlannedColumn(
                            above.isEmpty() ? OptionalInt.empty() : position, path, method)));
    node.fields().forEach(child -> plan(child, path, position));
  }

  private void write() {
    keep("{" + space());
    keep("\"kind\":\"bigquery#queryResponse\"," + space());
    if (schemaFirst) {
      writeSchema();
      keep(",");
    }
    keep("\"jobReference\" : {\"projectId\":\"p\\u0041\",\"x\":[1.50e+1,true,{}]},");
    keep(key("rows") + ":" + space() + "[");
    int rows = random.nextInt(6);
    for (int i = 0; i < rows; i++) {
      keep(space() + (i > 0 ? "," + space() : ""));
      record(columns, false);
    }
    keep("]" + space());
    if (withSchema && !schemaFirst) {
      keep(",");
      writeSchema();
    }
    keep(",\"totalRows\":\"" + rows + "\"" + space() + "}" + space());
  }

  private void writeSchema() {
    keep(key("schema") + " :");
    pieces.add(new Piece(schema().toString(), false));
  }

  private void keep(String text) {
    pieces.add(new Piece(text, true));
  }

  private void value(String json, boolean masked) {
    pieces.add(new Piece(json, !masked || json.equals("null")));
  }

  private void record(List<Node> fields, boolean masked) {
    keep("{" + space() + key("f") + space() + ":" + space() + "[");
    for (int i = 0; i < fields.size(); i++) {
      keep(i > 0 ? space() + "," + space() : space());
      cell(fields.get(i), masked);
    }
    keep(space() + "]" + space() + "}");
  }

  private void cell(Node node, boolean inherited) {
    boolean masked = inherited || node.method().isPresent();
    keep("{" + key("v") + ":" + space());
    if (node.mode().equals("NULLABLE") && random.nextInt(5) == 0) {
      value("null", masked);
    } else if (node.isRepeated()) {
      array(node, masked);
    } else {
      single(node, masked);
    }
    keep(space() + "}");
  }

  private void array(Node node, boolean masked) {
    int elements = random.nextInt(4);
    int from = pieces.size();
    keep("[");
    for (int i = 0; i < elements; i++) {
      keep(i > 0 ? " ," : "");
      keep("{" + key("v") + ":");
      single(node, masked);
      keep("}");
    }
    keep("]");
    if (masked) {
      join(from);
    }
  }

  private void single(Node node, boolean masked) {
    int from = pieces.size();
    if (node.fields().isEmpty()) {
      String text = text(node.type());
      value(raw(text), masked || detecting && text.equals(ADDRESS));
    } else {
      record(node.fields(), masked);
      // A struct may be hidden whole, or field by field; here the whole is one value either way.
      if (masked) {
        join(from);
      }
    }
  }

  private void join(int from) {
    StringBuilder text = new StringBuilder();
    List<Piece> joined = pieces.subList(from, pieces.size());
    joined.forEach(piece -> text.append(piece.text()));
    joined.clear();
    pieces.add(new Piece(text.toString(), false));
  }

  private String space() {
    return random.nextInt(4) > 0 ? "" : List.of(" ", "\n", "\t ", "\r\n  ").get(random.nextInt(4));
  }

  private String key(String name) {
    StringBuilder key = new StringBuilder("\"");
    for (char c : name.toCharArray()) {
      key.append(random.nextInt(6) == 0 ? "\\u%04X".formatted((int) c) : String.valueOf(c));
    }
    return key.append('"').toString();
  }

  private String text(String type) {
    return switch (type) {
      case "STRING" -> string();
      case "BYTES" -> {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        yield Base64.getEncoder().encodeToString(bytes);
      }
      case "INTEGER", "INT64" ->
          Long.toString(random.nextBoolean() ? random.nextLong() : random.nextInt(1000) - 500);
      case "FLOAT" ->
          List.of("NaN", "Infinity", "-Infinity", "1.5E300", "-0.0", "" + random.nextGaussian())
              .get(random.nextInt(6));
      case "NUMERIC", "BIGNUMERIC" -> random.nextInt() + (random.nextBoolean() ? ".125" : "");
      case "BOOLEAN" -> "" + random.nextBoolean();
      case "DATE" -> date();
      case "TIME" -> "10:11:12.5";
      case "DATETIME" -> date() + "T23:59:59.999999";
      case "TIMESTAMP" -> "" + (random.nextLong() >> 10);
      case "INTERVAL" -> "1-2 3 4:5:6";
      case "GEOGRAPHY" -> "POINT(1 2)";
      case "JSON" -> "{\"a\":[1,\"" + random.nextInt() + "\"]}";
      case "RANGE" -> "[" + date() + ", UNBOUNDED)";
      default -> throw new IllegalArgumentException(type);
    };
  }

  private String date() {
    return "%04d-%02d-%02d"
        .formatted(1 + random.nextInt(9999), 1 + random.nextInt(12), 1 + random.nextInt(28));
  }

  private String string() {
    return switch (random.nextInt(5)) {
      case 0 -> "";
      case 1 -> ADDRESS;
      case 2 -> "x".repeat(random.nextInt(300));
      default -> {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
          text.append(
              List.of(
                      "a", "Z", "9", "\"", "\\", "{", "}", "]", ",", "/", "\n", "\u0001", "é", "€",
                      "😀", "@", " ", ":", "\"v\"")
                  .get(random.nextInt(19)));
        }
        yield text.toString();
      }
    };
  }

  /** One of the many spellings of a text in JSON. */
  private String raw(String text) {
    StringBuilder raw = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        raw.append(random.nextInt(3) == 0 ? "\\u%04x".formatted((int) c) : "\\" + c);
      } else if (c < ' ') {
        raw.append(c == '\n' && random.nextBoolean() ? "\\n" : "\\u%04X".formatted((int) c));
      } else if (c == '/' && random.nextBoolean()) {
        raw.append("\\/");
      } else if (Character.isSurrogate(c)) {
        raw.append(c);
      } else if (random.nextInt(20) == 0) {
        raw.append("\\u%04x".formatted((int) c));
      } else {
        raw.append(c);
      }
    }
    return raw.append('"').toString();
  }
}
