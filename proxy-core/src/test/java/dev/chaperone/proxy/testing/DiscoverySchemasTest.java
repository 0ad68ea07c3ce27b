package dev.chaperone.proxy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoverySchemasTest {
  private static final String DOCUMENT =
      """
      {"schemas":{"Thing":{"id":"Thing","type":"object","properties":{
        "size":{"type":"string","format":"int64"},
        "count":{"type":"integer","format":"int32"},
        "state":{"type":"string","enum":["ON","OFF"]},
        "flag":{"type":"boolean"},
        "labels":{"type":"object","additionalProperties":{"type":"string"}},
        "parts":{"type":"array","items":{"$ref":"Thing"}},
        "v":{"type":"any"}}}}}""";

  private static List<String> faults(String json) throws Exception {
    return DiscoverySchemas.of(new JsonMapper().readTree(DOCUMENT))
        .faults("Thing", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsNothingWrongWithAFittingAnswer() throws Exception {
    assertThat(
            faults(
                """
                {"size":"12","count":3,"state":"ON","flag":true,"labels":{"a":"b"},"parts":[{"size":"1"}],"v":null}"""))
        .isEmpty();
  }

  @Test
  void findsLongsThatAreNumbers() throws Exception {
    assertThat(faults("{\"size\":12}")).singleElement().asString().contains("$.size", "string");
    assertThat(faults("{\"size\":\"1.5\"}")).hasSize(1);
  }

  @Test
  void findsWrongTypesEnumsAndUnknownPropertiesWhereverTheyAre() throws Exception {
    assertThat(faults("{\"count\":\"3\"}")).hasSize(1);
    assertThat(faults("{\"flag\":\"true\"}")).hasSize(1);
    assertThat(faults("{\"state\":\"MAYBE\"}")).hasSize(1);
    assertThat(faults("{\"labels\":{\"a\":1}}")).hasSize(1);
    assertThat(faults("{\"parts\":[{},{\"nonsense\":1}]}"))
        .containsExactly("$.parts[1].nonsense: the schema has no such property");
    assertThat(faults("{\"flag\":null}")).hasSize(1);
    assertThat(faults("not json")).hasSize(1);
  }

  @Test
  void knowsBigQuerysSchemasWhereADocumentIsInstalled() {
    var found = DiscoverySchemas.locate();
    assumeThat(found).as("no BigQuery discovery document on this machine").isPresent();
    assertThat(
            found
                .orElseThrow()
                .faults(
                    "QueryResponse",
                    """
                    {"kind":"bigquery#queryResponse","jobComplete":true,"totalRows":1,
                     "rows":[{"f":[{"v":"1"},{"v":null}]}]}"""
                        .getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .asString()
        .contains("totalRows");
  }
}
