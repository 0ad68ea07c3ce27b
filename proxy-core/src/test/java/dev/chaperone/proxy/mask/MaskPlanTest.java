package dev.chaperone.proxy.mask;

import static dev.chaperone.proxy.mask.Masked.column;
import static dev.chaperone.proxy.mask.Masked.mask;
import static dev.chaperone.proxy.mask.Masked.schema;
import static dev.chaperone.proxy.mask.Masked.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.policy.model.Masking;
import dev.chaperone.proxy.policy.model.MaskingMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which columns are masked, and that disagreement means all of them. */
class MaskPlanTest {
  private static final String FIELDS =
      """
      {"fields":[
        {"name":"id","type":"INTEGER","mode":"REQUIRED"},
        {"name":"Mail","type":"STRING","mode":"REQUIRED"},
        {"name":"address","type":"RECORD","mode":"REPEATED","fields":[
          {"name":"street","type":"STRING","mode":"REQUIRED"},
          {"name":"geo","type":"STRUCT","fields":[{"name":"lat","type":"FLOAT64","mode":"REQUIRED"}]}]},
        {"name":"doc","type":"JSON"}]}
      """;
  private static final String ROW =
      "{\"f\":[{\"v\":\"1\"},{\"v\":\"a@b.example\"},{\"v\":[{\"v\":{\"f\":[{\"v\":\"Main St\"},"
          + "{\"v\":{\"f\":[{\"v\":\"1.5\"}]}}]}}]},{\"v\":\"{}\"}]}";
  private static final MaskMethod REDACT = new MaskMethod.Redact();

  private static String rows(MaskPlan plan) throws IOException {
    return rows(plan.bind(schema(FIELDS)));
  }

  private static String rows(BoundPlan plan) throws IOException {
    String answer = mask("{\"rows\":[" + ROW + "]}", plan);
    return answer.substring("{\"rows\":[{\"f\":[".length(), answer.length() - "]}]}".length());
  }

  @Test
  void columnsAndFieldsByNameWhateverTheCase() throws IOException {
    assertThat(rows(Masked.plan(column("mail", REDACT), column("ADDRESS.Geo.lat", REDACT))))
        .isEqualTo(
            "{\"v\":\"1\"},{\"v\":\"[masked]\"},{\"v\":[{\"v\":{\"f\":[{\"v\":\"Main St\"},"
                + "{\"v\":{\"f\":[{\"v\":null}]}}]}}]},{\"v\":\"{}\"}");
  }

  @Test
  void aStructMeansAllThatIsInIt() throws IOException {
    assertThat(rows(Masked.plan(column("address", REDACT))))
        .contains("{\"f\":[{\"v\":\"[masked]\"},{\"v\":{\"f\":[{\"v\":null}]}}]}");
    assertThat(rows(Masked.plan(column("address", new MaskMethod.Null()))))
        .isEqualTo("{\"v\":\"1\"},{\"v\":\"a@b.example\"},{\"v\":[]},{\"v\":\"{}\"}");
    assertThat(rows(Masked.plan(column("address.geo", new MaskMethod.Null()))))
        .contains("{\"f\":[{\"v\":\"Main St\"},{\"v\":null}]}");
  }

  @Test
  void ofTwoMethodsForOneValueTheOneThatHidesMoreCounts() throws IOException {
    assertThat(
            rows(
                Masked.plan(
                    column("mail", new MaskMethod.PartialEmail()),
                    column("mail", REDACT),
                    column("address", new MaskMethod.Constant("hidden")),
                    column("address.street", new MaskMethod.LastFour()))))
        .contains("\"[masked]\"")
        .contains("\"hidden\"");
  }

  @Test
  void aPathIntoAJsonValueMasksAllOfIt() throws IOException {
    assertThat(rows(Masked.plan(column("doc.a.b", REDACT))))
        .endsWith("{\"v\":\"\\\"[masked]\\\"\"}");
  }

  @Test
  void aFieldWithoutANameMasksTheStructAroundIt() throws IOException {
    assertThat(rows(Masked.plan(PlannedColumn.at(2, List.of("address", ""), REDACT))))
        .contains("[masked]")
        .doesNotContain("Main St")
        .doesNotContain("1.5");
  }

  @Test
  void aColumnWithoutANameIsFoundByItsPosition() throws IOException {
    assertThat(rows(Masked.plan(PlannedColumn.at(1, List.of(""), REDACT))))
        .startsWith("{\"v\":\"1\"},{\"v\":\"[masked]\"},");
  }

  @Test
  void whereSchemaAndPlanDisagreeEverythingIsMasked() throws IOException {
    for (MaskPlan plan :
        List.of(
            Masked.plan(column("nothere", REDACT)),
            Masked.plan(column("address.nothere", REDACT)),
            Masked.plan(column("id.inside", REDACT)),
            Masked.plan(PlannedColumn.at(4, List.of("mail"), REDACT)),
            Masked.plan(PlannedColumn.at(0, List.of("mail"), REDACT)),
            MaskPlan.of(
                List.of(column("mail", REDACT)), OptionalInt.of(3), TimestampForm.INT64_MICROS),
            MaskPlan.everything("lineage is not known", TimestampForm.INT64_MICROS))) {
      BoundPlan bound = plan.bind(schema(FIELDS));
      assertThat(bound.plan().everything()).isPresent();
      assertThat(rows(bound))
          .isEqualTo(
              "{\"v\":null},{\"v\":\"[masked]\"},{\"v\":[{\"v\":{\"f\":[{\"v\":\"[masked]\"},"
                  + "{\"v\":{\"f\":[{\"v\":null}]}}]}}]},{\"v\":\"\\\"[masked]\\\"\"}");
    }
    assertThat(rows(Masked.plan())).isEqualTo(ROW.substring(6, ROW.length() - 2));
  }

  @Test
  void theSummaryTellsColumnsMethodsAndCountsButNoValues() throws IOException {
    MaskingStream stream =
        Masked.stream(
            "{\"schema\":" + FIELDS + ",\"rows\":[" + ROW + "," + ROW + "]}",
            Masked.plan(
                column("mail", new MaskMethod.PartialEmail()), column("address.street", REDACT)));
    stream.readAllBytes();
    assertThat(stream.summary().everything()).isEmpty();
    assertThat(stream.summary().columns())
        .containsExactly(
            new MaskingSummary.MaskedColumn("Mail", "partial-email", 2),
            new MaskingSummary.MaskedColumn("address.street", "redact", 2));
    assertThat(stream.summary().toString()).doesNotContain("b.example").doesNotContain("Main");
  }

  @Test
  void selectedFieldsNarrowTheRowsThePlanIsFor() throws IOException {
    BoundPlan bound =
        Masked.plan(column("mail", REDACT), column("address.geo.lat", REDACT)).bind(schema(FIELDS));
    assertThat(rows(bound, "doc, MAIL", "{\"v\":\"a@b.example\"},{\"v\":\"{}\"}"))
        .contains("[masked]")
        .contains("{}");
    assertThat(
            rows(
                bound,
                "address.geo",
                "{\"v\":[{\"v\":{\"f\":[{\"v\":{\"f\":[{\"v\":\"1.5\"}]}}]}}]}"))
        .doesNotContain("1.5");
    assertThat(rows(bound, "id", "{\"v\":\"1\"}")).contains("\"1\"");
    assertThat(rows(bound, "nothere", "{\"v\":\"1\"}")).doesNotContain("\"1\"");
    assertThatThrownBy(() -> rows(bound, "id", "{\"v\":\"1\"},{\"v\":\"2\"}"))
        .isInstanceOf(MaskingException.class);
    assertThat(rows(bound, "", ROW.substring(6, ROW.length() - 2))).contains("[masked]");
  }

  private static String rows(BoundPlan bound, String selected, String cells) throws IOException {
    return mask("{\"rows\":[{\"f\":[" + cells + "]}]}", bound.select(selected));
  }

  @Test
  void aDisagreementOutsideOfTheSelectedFieldsCountsToo() throws IOException {
    BoundPlan bound = Masked.plan(column("nothere", REDACT)).bind(schema(FIELDS));
    assertThat(rows(bound, "id", "{\"v\":\"1\"}")).doesNotContain("\"1\"");
  }

  @Test
  void whereANullMayStandTheSchemaSaysSo() {
    ObjectNode fields = tree(FIELDS);
    BoundPlan bound =
        Masked.plan(column("mail", REDACT), column("address.geo.lat", REDACT)).bind(schema(FIELDS));
    assertThat(bound.relax(fields)).isTrue();
    assertThat(fields.at("/fields/0/mode").asText()).isEqualTo("REQUIRED");
    assertThat(fields.at("/fields/1/mode").asText()).isEqualTo("NULLABLE");
    assertThat(fields.at("/fields/2/mode").asText()).isEqualTo("REPEATED");
    assertThat(fields.at("/fields/2/fields/0/mode").asText()).isEqualTo("REQUIRED");
    assertThat(fields.at("/fields/2/fields/1/fields/0/mode").asText()).isEqualTo("NULLABLE");
    assertThat(bound.relax(fields)).isFalse();
    assertThat(Masked.plan().bind(schema(FIELDS)).relax(tree(FIELDS))).isFalse();
  }

  @Test
  void aSchemaThatNeedsNoChangeIsCopiedAsItStands() throws IOException {
    String answer = "{\"schema\" : { \"fields\":[{\"name\":\"\\u0061\",\"type\":\"STRING\" }]}}";
    assertThat(mask(answer, Masked.plan(column("a", REDACT)))).isEqualTo(answer);
  }

  @Test
  void anotherSchemaThanTheKnownOneMasksEverythingOrEndsTheAnswer() throws IOException {
    BoundPlan known = Masked.plan(column("mail", REDACT)).bind(schema(FIELDS));
    String other =
        "\"schema\":{\"fields\":[{\"name\":\"mail\",\"type\":\"STRING\",\"mode\":\"REQUIRED\"},"
            + "{\"name\":\"id\",\"type\":\"STRING\"}]}";
    String rows = "\"rows\":[{\"f\":[{\"v\":\"a@b.example\"},{\"v\":\"1\"}]}]";
    assertThat(mask("{" + other + "," + rows + "}", known))
        .contains("{\"v\":\"[masked]\"},{\"v\":\"[masked]\"}")
        .doesNotContain("REQUIRED");
    String good = "\"rows\":[" + ROW + "]";
    assertThat(Masked.untilFailure(new MaskingStream(in("{" + good + "," + other + "}"), known)))
        .doesNotContain("a@b.example");
    // As far as it tells anything it agrees.
    assertThat(
            mask(
                "{"
                    + good
                    + ",\"schema\":{\"fields\":[{\"name\":\"id\"},{},{},{\"type\":\"JSON\"}]}}",
                known))
        .contains("\"1\"")
        .doesNotContain("a@b.example");
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void thePlanOfTheFirstPageServesPagesWithoutASchema() throws IOException {
    MaskingStream first =
        Masked.stream(
            "{\"schema\":" + FIELDS + ",\"rows\":[" + ROW + "]}",
            Masked.plan(column("mail", REDACT)));
    first.readAllBytes();
    assertThat(first.bound().schema()).contains(schema(FIELDS));
    assertThat(rows(first.bound())).contains("[masked]").contains("Main St");
  }

  @Test
  void methodsAreThoseOfThePolicy() {
    for (MaskingMethod method : MaskingMethod.values()) {
      String argument =
          switch (method) {
            case BUCKET -> "5";
            case TRUNCATE_DATE -> "quarter";
            case CONSTANT -> "x";
            default -> "";
          };
      assertThat(MaskMethod.of(new Masking(method, argument), Masked.KEY).kind()).isEqualTo(method);
    }
    assertThat(MaskMethod.of(new Masking(MaskingMethod.TRUNCATE_DATE, "quarter"), Masked.KEY))
        .isEqualTo(new MaskMethod.TruncateDate(MaskMethod.TruncateDate.Unit.QUARTER));
    assertThat(MaskMethod.of(new Masking(MaskingMethod.BUCKET, "5"), Masked.KEY))
        .isEqualTo(new MaskMethod.Bucket(5));
  }

  @Test
  void aKeyShowsItselfNowhereAndMustNotBeShort() {
    assertThat(new MaskMethod.KeyedHash(Masked.KEY).toString()).isEqualTo("KeyedHash[key=HashKey]");
    assertThatThrownBy(() -> new HashKey(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
