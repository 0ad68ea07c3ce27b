package dev.chaperone.proxy.policy.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.Shipped;
import dev.chaperone.proxy.policy.testing.TestPolicies;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Editors and the program agree on what is a policy. */
class SchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Shipped.schema());

  @ParameterizedTest
  @EnumSource
  void shippedPoliciesAreValid(Shipped shipped) throws Exception {
    assertThat(schema.validate(tree(shipped.text()))).isEmpty();
    new PolicyLoader().load(shipped.code(), shipped.text());
  }

  @Test
  void theExampleIsValid() {
    assertThat(schema.validate(tree(TestPolicies.resource("example.yaml")))).isEmpty();
  }

  static Stream<String> broken() {
    return documents("broken/by-shape.yaml");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsBrokenInShapeFailsInBoth(String text) {
    assertThat(schema.validate(tree(text))).as("schema: " + text).isNotEmpty();
    assertThatThrownBy(() -> new PolicyLoader().load("broken.yaml", text))
        .as(text)
        .isInstanceOf(PolicyException.class);
  }

  static Stream<String> meaningless() {
    return documents("broken/by-meaning.yaml");
  }

  @ParameterizedTest
  @MethodSource("meaningless")
  void whatIsBrokenInMeaningFailsInTheProgramWithItsPlace(String text) {
    assertThatThrownBy(() -> new PolicyLoader().load("broken.yaml", text))
        .as(text)
        .isInstanceOf(PolicyException.class)
        .hasMessageMatching("(?s)broken.yaml:\\d+:\\d+: .*");
  }

  static Stream<String> valid() {
    return documents("valid.yaml");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void whatIsValidPassesInBoth(String text) throws Exception {
    assertThat(schema.validate(tree(text))).as(text).isEmpty();
    new PolicyLoader().load("valid.yaml", text);
  }

  private static Stream<String> documents(String resource) {
    return Arrays.stream(TestPolicies.resource(resource).split("(?m)^---.*\\R"))
        .filter(document -> !document.isBlank());
  }

  private static JsonNode tree(String yaml) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return JSON.valueToTree(value);
  }
}
