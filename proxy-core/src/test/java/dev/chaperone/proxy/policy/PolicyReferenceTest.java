package dev.chaperone.proxy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chaperone.proxy.policy.input.InputField;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.load.ExampleLoader;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference names everything there is, and its examples can be read. */
class PolicyReferenceTest {
  private final String reference = read();

  private static String read() {
    try {
      return Files.readString(Path.of("..", "docs", "policy.md"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyInputIsListedWithItsType() {
    for (InputField<?> field : InputFields.ALL) {
      String section =
          switch (field.section()) {
            case InputFields.TABLE -> "t";
            case InputFields.COLUMN -> "c";
            default -> field.section();
          };
      String type = field.kind().shown().replace("list(string)", "list of string");
      assertThat(reference).contains("| `" + section + "." + field.name() + "` | " + type + " |");
    }
  }

  @Test
  void everyKeyOfTheSchemaIsDescribed() throws Exception {
    List<String> keys = new ArrayList<>();
    collect(new ObjectMapper().readTree(Shipped.schema()), keys);
    assertThat(keys).contains("usd_per_tib", "indirect", "foreign_jobs");
    assertThat(keys).allSatisfy(key -> assertThat(reference).contains("`" + key + "`"));
  }

  private static void collect(JsonNode node, List<String> keys) {
    if (node.has("additionalProperties")) {
      node.path("properties").fieldNames().forEachRemaining(keys::add);
    }
    node.forEach(child -> collect(child, keys));
  }

  @Test
  void everyExampleInItCanBeRead() throws Exception {
    Matcher blocks = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(reference);
    int read = 0;
    while (blocks.find()) {
      String text = blocks.group(1);
      if (text.startsWith("tests:")) {
        new ExampleLoader().load("policy.md", text);
      } else {
        new PolicyLoader()
            .load("policy.md", text.contains("version:") ? text : "version: 1\n" + text);
      }
      read++;
    }
    assertThat(read).isGreaterThan(5);
  }
}
