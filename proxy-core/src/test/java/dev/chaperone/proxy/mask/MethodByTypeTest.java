package dev.chaperone.proxy.mask;

import static dev.chaperone.proxy.mask.Masked.cell;
import static dev.chaperone.proxy.mask.Masked.column;
import static dev.chaperone.proxy.mask.Masked.mask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every method on every type: what stands there afterwards is a value of the type, or NULL. */
class MethodByTypeTest {
  private static final MaskMethod HASH = new MaskMethod.KeyedHash(Masked.KEY);
  private static final List<MaskMethod> METHODS =
      List.of(
          new MaskMethod.Redact(),
          new MaskMethod.Null(),
          HASH,
          new MaskMethod.LastFour(),
          new MaskMethod.PartialEmail(),
          new MaskMethod.Bucket(10),
          new MaskMethod.TruncateDate(MaskMethod.TruncateDate.Unit.MONTH),
          new MaskMethod.Constant("7"));

  /**
   * Type, clear value, then what each method makes of it: null, a text in quotes, or the kind of
   * hash. HEX are 32 hexadecimal digits, B64 16 bytes, NUM up to 53 bits; P is the placeholder.
   */
  private static final String TABLE =
      """
      # type | clear | redact | null | hash | last4 | partial-email | bucket | truncate-date | constant
      STRING | anna.berg@shop.example | P | null | HEX | "****mple" | "a***@shop.example" | P | P | "7"
      STRING | ab@c.de | P | null | HEX | P | "***@c.de" | P | P | "7"
      STRING | seven77 | P | null | HEX | P | P | P | P | "7"
      STRING |  | P | null | HEX | P | P | P | P | "7"
      BYTES | aGVsbG8gd29ybGQ= | "W21hc2tlZF0=" | null | B64 | "W21hc2tlZF0=" | "W21hc2tlZF0=" | "W21hc2tlZF0=" | "W21hc2tlZF0=" | "Nw=="
      INTEGER | 123456789 | null | null | NUM | "6789" | null | "123456780" | null | "7"
      INT64 | -123 | null | null | NUM | null | null | "-130" | null | "7"
      INT64 | -9223372036854775808 | null | null | NUM | "5808" | null | null | null | "7"
      INT64 | 9223372036854775807 | null | null | NUM | "5807" | null | "9223372036854775800" | null | "7"
      FLOAT | -12.5 | null | null | NUM | null | null | "-20.0" | null | "7.0"
      FLOAT64 | 1.700000005E9 | null | null | NUM | null | null | "1.7E9" | null | "7.0"
      FLOAT64 | NaN | null | null | NUM | null | null | null | null | "7.0"
      FLOAT64 | -Infinity | null | null | NUM | null | null | null | null | "7.0"
      NUMERIC | 12345678.5 | null | null | NUM | null | null | "12345670" | null | "7"
      NUMERIC | 12345678 | null | null | NUM | "5678" | null | "12345670" | null | "7"
      BIGNUMERIC | 12345678901234567890123456789012345678 | null | null | NUM | "5678" | null | "12345678901234567890123456789012345670" | null | "7"
      BOOLEAN | true | null | null | null | null | null | null | null | null
      BOOL | false | null | null | null | null | null | null | null | null
      DATE | 2026-08-21 | null | null | null | null | null | null | "2026-08-01" | null
      TIME | 10:11:12.5 | null | null | null | null | null | null | null | null
      DATETIME | 2026-08-21T10:11:12.5 | null | null | null | null | null | null | "2026-08-01T00:00:00" | null
      TIMESTAMP | 1787307072000000 | null | null | null | null | null | null | "1785542400000000" | null
      INTERVAL | 1-2 3 4:5:6.789 | null | null | null | null | null | null | null | null
      GEOGRAPHY | POINT(1 2) | null | null | null | null | null | null | null | null
      JSON | {"a":1} | "\\"[masked]\\"" | null | JHEX | "\\"[masked]\\"" | "\\"[masked]\\"" | "\\"[masked]\\"" | "\\"[masked]\\"" | "7"
      RANGE | [2026-01-01, UNBOUNDED) | null | null | null | null | null | null | null | null
      FOREIGN | whatever | null | null | null | null | null | null | null | null
      """;

  private record Case(String type, String clear, List<String> expected) {}

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String line : TABLE.lines().filter(l -> !l.startsWith("#")).toList()) {
      List<String> parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      cases.add(new Case(parts.get(0), parts.get(1), parts.subList(2, parts.size())));
    }
    return cases;
  }

  @Test
  void theTableHasEveryTypeAndEveryMethod() {
    Set<ValueType> types = EnumSet.noneOf(ValueType.class);
    cases().forEach(c -> types.add(ValueType.named(c.type())));
    types.add(ValueType.STRUCT); // has the methods of its fields: below
    assertThat(types).isEqualTo(EnumSet.allOf(ValueType.class));
    assertThat(cases()).allSatisfy(c -> assertThat(c.expected()).hasSize(METHODS.size()));
    assertThat(METHODS.stream().map(MaskMethod::kind).distinct()).hasSize(METHODS.size());
  }

  @Test
  void everyMethodOnEveryType() throws IOException {
    for (Case c : cases()) {
      for (int m = 0; m < METHODS.size(); m++) {
        String answer = answer(c.type(), "REQUIRED", Masked.JSON.writeValueAsString(c.clear()));
        String masked = mask(answer, Masked.plan(column("x", METHODS.get(m))));
        assertValue(c, METHODS.get(m), c.expected().get(m), cell(masked, 0, 0));
        assertThat(Masked.tree(masked).at("/schema/fields/0/mode").asText()).isEqualTo("NULLABLE");
      }
    }
  }

  @Test
  void nullStaysNull() throws IOException {
    for (Case c : cases()) {
      for (MaskMethod method : METHODS) {
        String masked =
            mask(answer(c.type(), "NULLABLE", "null"), Masked.plan(column("x", method)));
        assertThat(cell(masked, 0, 0).isNull()).as(c.type()).isTrue();
      }
    }
  }

  @Test
  void arraysHaveMaskedElementsAndNeverANullAmongThem() throws IOException {
    for (Case c : cases()) {
      for (int m = 0; m < METHODS.size(); m++) {
        String json = Masked.JSON.writeValueAsString(c.clear());
        String answer = answer(c.type(), "REPEATED", "[{\"v\":" + json + "},{\"v\":" + json + "}]");
        String masked = mask(answer, Masked.plan(column("x", METHODS.get(m))));
        JsonNode array = cell(masked, 0, 0);
        String expected = c.expected().get(m);
        if (ValueType.named(c.type()) == ValueType.UNKNOWN) {
          assertThat(array).isEmpty();
        } else if (expected.equals("null") && array.isEmpty()) {
          continue; // hidden whole
        } else {
          assertThat(array).hasSize(2);
          for (JsonNode element : array) {
            assertThat(element.get("v").isTextual()).as("%s %s", c, METHODS.get(m)).isTrue();
            assertThat(element.get("v").asText()).isNotEqualTo(c.clear());
            if (!expected.equals("null")) {
              assertValue(c, METHODS.get(m), expected, element.get("v"));
            }
          }
        }
      }
    }
  }

  @Test
  void numbersAndTruthValuesThatAreNoTextsAreMaskedAlike() throws IOException {
    String masked =
        mask(answer("INTEGER", "NULLABLE", "123456789"), Masked.plan(column("x", METHODS.get(5))));
    assertThat(cell(masked, 0, 0).asText()).isEqualTo("123456780");
    masked = mask(answer("BOOLEAN", "NULLABLE", "true"), Masked.plan(column("x", METHODS.get(0))));
    assertThat(cell(masked, 0, 0).isNull()).isTrue();
  }

  @Test
  void timestampsAreCutInTheFormTheyAreAskedFor() throws IOException {
    assertThat(truncated(TimestampForm.FLOAT_SECONDS, "1.787307072123456E9"))
        .isEqualTo("1.7855424E9");
    assertThat(truncated(TimestampForm.FLOAT_SECONDS, "-6.2135596800E10"))
        .isEqualTo("-6.21355968E10");
    assertThat(truncated(TimestampForm.INT64_MICROS, "-1")).isEqualTo("-2678400000000");
    assertThat(truncated(TimestampForm.ISO8601, "2026-08-21T10:11:12.123456789012Z"))
        .isEqualTo("2026-08-01T00:00:00Z");
    // Another form than asked for: better nothing than a wrong moment, or the whole of it.
    assertThat(truncated(TimestampForm.INT64_MICROS, "1.787307072E9")).isEqualTo("null");
    assertThat(truncated(TimestampForm.ISO8601, "1787307072000000")).isEqualTo("null");
    assertThat(truncated(TimestampForm.FLOAT_SECONDS, "2026-08-21T10:11:12Z")).isEqualTo("null");
    assertThat(truncated(TimestampForm.FLOAT_SECONDS, "9E99")).isEqualTo("null");
  }

  private static String truncated(TimestampForm form, String clear) throws IOException {
    MaskPlan plan = MaskPlan.of(List.of(column("x", METHODS.get(6))), OptionalInt.of(1), form);
    return cell(mask(answer("TIMESTAMP", "NULLABLE", '"' + clear + '"'), plan), 0, 0).asText();
  }

  @Test
  void unitsOfDates() throws IOException {
    assertThat(cut(MaskMethod.TruncateDate.Unit.YEAR, "DATE", "2026-08-21"))
        .isEqualTo("2026-01-01");
    assertThat(cut(MaskMethod.TruncateDate.Unit.QUARTER, "DATE", "2026-08-21"))
        .isEqualTo("2026-07-01");
    // A DATE cut to its day would be the clear value.
    assertThat(cut(MaskMethod.TruncateDate.Unit.DAY, "DATE", "2026-08-21")).isEqualTo("2026-08-01");
    assertThat(cut(MaskMethod.TruncateDate.Unit.DAY, "DATETIME", "2026-08-21T01:02:03"))
        .isEqualTo("2026-08-21T00:00:00");
    assertThat(cut(MaskMethod.TruncateDate.Unit.YEAR, "DATE", "2026-13-40")).isEqualTo("null");
  }

  private static String cut(MaskMethod.TruncateDate.Unit unit, String type, String clear)
      throws IOException {
    MaskPlan plan = Masked.plan(column("x", new MaskMethod.TruncateDate(unit)));
    return cell(mask(answer(type, "NULLABLE", '"' + clear + '"'), plan), 0, 0).asText();
  }

  @Test
  void constantsBecomeValuesOfTheColumnsType() throws IOException {
    assertThat(constant("DATE", "2026-01-02")).isEqualTo("2026-01-02");
    assertThat(constant("TIME", "10:11")).isEqualTo("10:11:00");
    assertThat(constant("DATETIME", "2026-01-02 10:11:12")).isEqualTo("2026-01-02T10:11:12");
    assertThat(constant("TIMESTAMP", "2026-01-02T00:00:00Z")).isEqualTo("1767312000000000");
    assertThat(constant("BOOL", "TRUE")).isEqualTo("true");
    assertThat(constant("JSON", "{\"a\": 1}")).isEqualTo("{\"a\": 1}");
    assertThat(constant("JSON", "{broken")).isEqualTo("\"{broken\"");
    assertThat(constant("STRING", "a \"quoted\"\n")).isEqualTo("a \"quoted\"\n");
    assertThat(constant("FLOAT64", "1e999")).isEqualTo("null");
    assertThat(constant("NUMERIC", "1e9")).isEqualTo("null");
    assertThat(constant("INT64", "9223372036854775808")).isEqualTo("null");
    assertThat(constant("DATE", "+99999-01-02")).isEqualTo("null");
  }

  private static String constant(String type, String value) throws IOException {
    MaskPlan plan = Masked.plan(column("x", new MaskMethod.Constant(value)));
    return cell(mask(answer(type, "NULLABLE", "\"y\""), plan), 0, 0).asText();
  }

  @Test
  void hashesJoinAcrossTypesAndSpellings() throws IOException {
    assertThat(hash("INT64", "42"))
        .isEqualTo(hash("NUMERIC", "42.0"))
        .isEqualTo(hash("FLOAT64", "4.2E1"))
        .isNotEqualTo(hash("INT64", "43"));
    assertThat(hash("FLOAT64", "0.1")).isEqualTo(hash("BIGNUMERIC", "0.1"));
    assertThat(hash("STRING", "caf\\u00e9")).isEqualTo(hash("STRING", "café"));
    assertThat(hash("STRING", "a")).isNotEqualTo(hash("STRING", "A"));
    HashKey other = new HashKey(new byte[32]);
    String masked =
        mask(
            answer("STRING", "NULLABLE", "\"a\""),
            Masked.plan(column("x", new MaskMethod.KeyedHash(other))));
    assertThat(cell(masked, 0, 0).asText()).isNotEqualTo(hash("STRING", "a"));
  }

  private static String hash(String type, String clear) throws IOException {
    MaskPlan plan = Masked.plan(column("x", HASH));
    return cell(mask(answer(type, "NULLABLE", '"' + clear + '"'), plan), 0, 0).asText();
  }

  private static void assertValue(Case c, MaskMethod method, String expected, JsonNode actual) {
    String as = c.type() + " " + c.clear() + " " + method.kind().code();
    switch (expected) {
      case "null" -> assertThat(actual.isNull()).as(as).isTrue();
      case "P" -> assertThat(actual.textValue()).as(as).isEqualTo("[masked]");
      case "HEX" -> assertThat(actual.textValue()).as(as).matches("[0-9a-f]{32}");
      case "JHEX" -> assertThat(actual.textValue()).as(as).matches("\"[0-9a-f]{32}\"");
      case "B64" -> assertThat(actual.textValue()).as(as).matches("[A-Za-z0-9+/]{22}==");
      case "NUM" ->
          assertThat(Long.parseLong(actual.textValue())).as(as).isBetween(0L, (1L << 53) - 1);
      default -> assertThat(actual.toString()).as(as).isEqualTo(expected);
    }
  }

  private static String answer(String type, String mode, String json) {
    return "{\"schema\":{\"fields\":[{\"name\":\"x\",\"type\":\"%s\",\"mode\":\"%s\"}]},"
            .formatted(type, mode)
        + "\"rows\":[{\"f\":[{\"v\":"
        + json
        + "}]}]}";
  }
}
