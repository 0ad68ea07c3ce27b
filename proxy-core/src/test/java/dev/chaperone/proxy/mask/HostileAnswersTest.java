package dev.chaperone.proxy.mask;

import static dev.chaperone.proxy.mask.Masked.column;
import static dev.chaperone.proxy.mask.Masked.mask;
import static dev.chaperone.proxy.mask.Masked.stream;
import static dev.chaperone.proxy.mask.Masked.untilFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are not as BigQuery writes them: they end in an error or hidden, never in clear. */
class HostileAnswersTest {
  private static final String SCHEMA =
      "\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"INTEGER\"},{\"name\":\"mail\",\"type\":"
          + "\"STRING\",\"mode\":\"REQUIRED\"},{\"name\":\"tags\",\"type\":\"STRING\",\"mode\":"
          + "\"REPEATED\"},{\"name\":\"s\",\"type\":\"RECORD\",\"fields\":[{\"name\":\"p\",\"type\":"
          + "\"STRING\"}]}]}";
  private static final String ROW =
      "{\"f\":[{\"v\":\"1\"},{\"v\":\"SECRET\"},{\"v\":[{\"v\":\"t\"}]},{\"v\":{\"f\":[{\"v\":"
          + "\"SECRET\"}]}}]}";
  private static final MaskPlan PLAN =
      Masked.plan(column("mail", new MaskMethod.Redact()), column("s.p", new MaskMethod.Redact()));

  @Test
  void theRegularAnswerPasses() throws IOException {
    assertThat(mask("{" + SCHEMA + ",\"rows\":[" + ROW + "]}", PLAN))
        .contains("\"v\":\"1\"")
        .contains("\"rows\":[{\"f\":[{\"v\":\"1\"},{\"v\":\"[masked]\"},{\"v\":[{\"v\":\"t\"}]}")
        .doesNotContain("SECRET")
        .doesNotContain("REQUIRED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a second f, v or rows, plainly and in disguise
        "{S,\"rows\":[{\"f\":[],\"f\":[{\"v\":\"SECRET\"}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":\"1\"},{\"v\":null,\"v\":\"SECRET\"},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":\"1\",\"\\u0076\":\"SECRET\"},{},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{},{},{},{}],\"\\u0066\":[{\"v\":\"SECRET\"},{},{},{}]}]}",
        "{S,\"rows\":[],\"rows\":[{\"f\":[{\"v\":\"SECRET\"}]}]}",
        "{S,\"rows\":[],\"\\u0072ow\\u0073\":[{\"f\":[{\"v\":\"SECRET\"}]}]}",
        "{S,\"rows\":[],\"Rows\":[{\"f\":[{\"v\":\"SECRET\"}]}]}",
        "{S,\"ROWS\":[{\"f\":[{\"v\":\"SECRET\"}]}]}",
        "{S,S,\"rows\":[{\"f\":[{\"v\":\"SECRET\"}]}]}",
        "{S,\"sche\\u006da\":{\"fields\":[]},\"rows\":[{\"f\":[{\"v\":\"SECRET\"}]}]}",
        // keys that no row has
        "{S,\"rows\":[{\"f\":[{\"v\":\"1\",\"x\":\"SECRET\"},{},{},{}]}]}",
        "{S,\"rows\":[{\"F\":[{\"v\":\"SECRET\"}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\\u0000\":\"SECRET\"},{},{},{}]}]}",
        "{S,\"rows\":[{\"f\\\"\":[{\"v\":\"SECRET\"}]}]}",
        "{S,\"rows\":[{\"x\":\"SECRET\",\"f\":[{},{},{},{}]}]}",
        // forms that no row has
        "{S,\"rows\":{\"f\":[{\"v\":\"SECRET\"}]}}",
        "{S,\"rows\":\"SECRET\"}",
        "{S,\"rows\":[\"SECRET\"]}",
        "{S,\"rows\":[null,\"SECRET\"]}",
        "{S,\"rows\":[[\"SECRET\"]]}",
        "{S,\"rows\":[{\"f\":\"SECRET\"}]}",
        "{S,\"rows\":[{\"f\":{\"v\":\"SECRET\"}}]}",
        "{S,\"rows\":[{\"f\":[\"SECRET\"]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":\"1\"},\"SECRET\"]}]}",
        // too many, too few cells
        "{S,\"rows\":[{\"f\":[{},{},{},{},{\"v\":\"SECRET\"}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":\"SECRET\"}]}]}",
        "{S,\"rows\":[{\"f\":[]}]}",
        "{S,\"rows\":[{\"f\":[{},{},{},{\"v\":{\"f\":[{},{\"v\":\"SECRET\"}]}}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":\"SECRET\"},{},{},{\"v\":{\"f\":[]}}]}]}",
        // values of another form than the schema tells
        "{S,\"rows\":[{\"f\":[{\"v\":[{\"v\":\"SECRET\"}]},{},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":{\"f\":[{\"v\":\"SECRET\"}]}},{},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{},{\"v\":{\"f\":[{\"v\":\"SECRET\"}]}},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{},{\"v\":[\"SECRET\"]},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{},{},{\"v\":\"SECRET\"},{}]}]}",
        "{S,\"rows\":[{\"f\":[{},{},{},{\"v\":\"SECRET\"}]}]}",
        "{S,\"rows\":[{\"f\":[{},{},{},{\"v\":[{\"v\":\"SECRET\"}]}]}]}",
        // no JSON
        "{S,\"rows\":[{\"f\":[{\"v\":\"1\"},{\"v\":SECRET},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":\"1\"},{\"v\":'SECRET'},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":\"1\" \"SECRET\"},{},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":\"1\"}{\"v\":\"SECRET\"},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":\"\\x53ECRET\"},{},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":\"\\u00zzSECRET\"},{},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":\"a\nSECRET\"},{},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":01},{\"v\":\"SECRET\"},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":nul},{\"v\":\"SECRET\"},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":NaN},{\"v\":\"SECRET\"},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{\"v\":nullSECRET},{},{},{}]}]}",
        "{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET\"},{},{}]}],}",
        "{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET\"},{},{},]}]}",
        "{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET\"},{},{}]}}",
        "{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET\"},{},{}]}]]",
        "{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET\"},{},{}]}]}{\"rows\":\"SECRET\"}",
        "{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET\"},{},{}]}]} SECRET",
        "{S,/* */\"rows\":[{\"f\":[{},{\"v\":\"SECRET\"},{},{}]}]}",
        "[{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET\"},{},{}]}]}]",
        "\"SECRET\"",
        "SECRET",
        "\uFEFF{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET\"},{},{}]}]}",
        // broken off
        "{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET",
        "{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET\"},{},{}]}]",
        "{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET\"},{},{}]}",
        "{S,\"rows\":[{\"f\":[{},{\"v\":\"SECRET\\u00",
        // rows where no rows are
        "{S,\"jobReference\":{\"rows\":[{\"f\":[{\"v\":\"SECRET\"}]}]},\"rows\":[]}",
        "{S,\"errors\":[{\"x\":[{\"\\u0066\":[\"SECRET\"]}]}],\"rows\":[]}",
        "{S,\"error\":{\"v\":\"SECRET\"},\"rows\":[]}",
        "{S,\"errors\":[{\"v\":\"SECRET\"}, 1],\"rows\":[]}",
        "{\"schema\":[{\"rows\":\"SECRET\"}],\"rows\":[]}",
        "{\"schema\":\"SECRET\",\"rows\":[]}",
        // no schema one could read
        "{\"schema\":{\"fields\":[],\"fields\":[]},\"rows\":[{\"f\":[{\"v\":\"SECRET\"}]}]}",
        "{\"schema\":{\"fields\":[{\"name\":\"a\",\"name\":\"b\"}]},\"rows\":[]}",
      })
  void whatIsOddEndsTheAnswerWithoutTheValue(String answer) {
    String text = answer.replace("S,", SCHEMA + ",");
    assertThat(untilFailure(stream(text, PLAN))).doesNotContain("SECRET");
    for (int seed = 0; seed < 5; seed++) {
      assertThat(
              untilFailure(
                  new MaskingStream(
                      new Trickle(
                          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                          new Random(seed),
                          9),
                      PLAN)))
          .doesNotContain("SECRET");
    }
  }

  @Test
  void keysAreKnownWhateverTheirSpelling() throws IOException {
    assertThat(
            mask(
                "{"
                    + SCHEMA
                    + ",\"\\u0072\\u006f\\u0077\\u0073\":[{\"\\u0066\":[{\"\\u0076\":\"1\"},{\"\\u0076\""
                    + ":\"SECRET\"},{\"v\":[]},{\"v\":null}]}]}",
                PLAN))
        .contains("{\"\\u0076\":\"[masked]\"}")
        .doesNotContain("SECRET");
  }

  @Test
  void deepNestingEndsTheAnswer() {
    String deep = "[".repeat(100_000);
    assertThat(untilFailure(stream("{" + SCHEMA + ",\"jobReference\":" + deep, PLAN)))
        .doesNotContain("SECRET");
  }

  @Test
  void anErrorComesAgainAndTellsNoValue() {
    MaskingStream stream = stream("{" + SCHEMA + ",\"rows\":[{\"f\":[{\"v\":SECRET", PLAN);
    untilFailure(stream);
    assertThatThrownBy(stream::read)
        .isInstanceOf(MaskingException.class)
        .hasMessageNotContaining("SECRET");
    assertThatThrownBy(stream::readAllBytes).isInstanceOf(MaskingException.class);
  }

  @Test
  void aRowIsWithheldUntilItsCellsAreCounted() {
    String good = "{\"f\":[{\"v\":\"1\"},{},{},{}]}";
    String shifted = "{\"f\":[{\"v\":\"SECRET\"},{\"v\":\"2\"}]}";
    assertThat(
            untilFailure(
                new MaskingStream(
                    new Trickle(
                        new ByteArrayInputStream(
                            ("{" + SCHEMA + ",\"rows\":[" + good + "," + shifted + "]}")
                                .getBytes(StandardCharsets.UTF_8)),
                        new Random(1),
                        3),
                    PLAN)))
        .doesNotContain("SECRET");
  }

  @Test
  void unknownFieldsOfTheAnswerAreNulledAndKnownOnesStay() throws IOException {
    JsonNode masked =
        Masked.tree(
            mask(
                "{\"kind\":\"k\",\"totalRows\":\"1\",\"jobReference\":{\"jobId\":\"j\"},"
                    + "\"arrowRows\":{\"a\":[\"SECRET\"]},\"x\":\"SECRET\",\"y\":1.0,"
                    + SCHEMA
                    + ",\"rows\":[],\"z\":null}",
                PLAN));
    assertThat(masked.toString()).doesNotContain("SECRET");
    assertThat(masked.get("arrowRows").isNull()).isTrue();
    assertThat(masked.get("y").isNull()).isTrue();
    assertThat(masked.at("/jobReference/jobId").asText()).isEqualTo("j");
    assertThat(masked.get("kind").asText()).isEqualTo("k");
  }

  @Test
  void whatASchemaDoesNotHaveIsTakenOutOfIt() throws IOException {
    String masked =
        mask(
            "{\"schema\":{\"rows\":\"SECRET\",\"fields\":[{\"name\":\"mail\",\"type\":\"STRING\","
                + "\"x\":\"SECRET\",\"policyTags\":{\"names\":[\"t\"],\"x\":\"SECRET\"}},{\"name\":"
                + "\"s\",\"type\":\"RECORD\",\"fields\":[{\"name\":\"p\",\"type\":\"STRING\",\"y\":["
                + "\"SECRET\"]}]}]},\"rows\":[]}",
            PLAN);
    assertThat(masked)
        .isEqualTo(
            "{\"schema\":{\"fields\":[{\"name\":\"mail\",\"type\":\"STRING\",\"policyTags\":{"
                + "\"names\":[\"t\"]}},{\"name\":\"s\",\"type\":\"RECORD\",\"fields\":[{\"name\":"
                + "\"p\",\"type\":\"STRING\"}]}]},\"rows\":[]}");
  }

  @Test
  void rowsWithoutASchemaAreHiddenWhole() throws IOException {
    String masked =
        mask(
            "{\"rows\":[{\"f\":[{\"v\":\"SECRET\"},{\"v\":5},{\"v\":[{\"v\":\"SECRET\"}]},{\"v\":{\"f\":"
                + "[{\"v\":\"SECRET\"}]}},{\"v\":null}]}],"
                + SCHEMA
                + "}",
            PLAN);
    assertThat(masked)
        .contains(
            "\"rows\":[{\"f\":[{\"v\":null},{\"v\":null},{\"v\":[]},{\"v\":null},{\"v\":null}]}]")
        .doesNotContain("REQUIRED");
  }

  @Test
  void aSchemaThatDoesNotTellTypesHidesTheRows() throws IOException {
    for (String schema :
        List.of(
            "{}",
            "null",
            "{\"fields\":[{\"name\":\"id\"},{\"name\":\"mail\"}]}",
            "{\"fields\":[{\"type\":\"STRING\"},{\"type\":\"STRING\"}]}",
            "{\"fields\":[{\"name\":\"id\",\"type\":\"STRING\"},{\"name\":\"s\",\"type\":\"RECORD\"}]}")) {
      assertThat(
              mask(
                  "{\"schema\":"
                      + schema
                      + ",\"rows\":[{\"f\":[{\"v\":\"SECRET\"},{\"v\":\"SECRET\"}]}]}",
                  PLAN))
          .doesNotContain("SECRET");
    }
  }

  @Test
  void partialAnswersPass() throws IOException {
    BoundPlan known = PLAN.bind(Masked.schema("{" + SCHEMA.substring(SCHEMA.indexOf('{') + 1)));
    for (String answer :
        List.of(
            "",
            " \n",
            "{}",
            "{\"rows\":null}",
            "{\"rows\":[]}",
            "{\"rows\":[{},{}]}",
            "{\"rows\":[{\"f\":[{},{},{},{}]}]}",
            "{\"pageToken\":\"t\",\"totalRows\":\"0\"}",
            "{\"errors\":[{\"message\":\"m\"}]}")) {
      assertThat(mask(answer, PLAN)).isEqualTo(answer);
      assertThat(mask(answer, known)).isEqualTo(answer);
    }
  }

  @Test
  void textsOfErrorsThatMayQuoteValuesAreLeftOut() throws IOException {
    assertThat(mask("{\"errors\":[{\"message\":\"SECRET\"}]}", PLAN.hidingErrors()))
        .isEqualTo("{\"errors\":null}");
    assertThat(mask("{\"error\":{\"message\":\"SECRET\"}}", PLAN.hidingErrors()))
        .isEqualTo("{\"error\":null}");
  }
}
