package dev.chaperone.proxy.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The corpus notices when protection is taken away: each tag's pattern, and the masking rule. */
class P6MutationTest {
  private static final Pattern TAG = Pattern.compile("(?m)^ +- \"shop\\.([^.]+)\\.(.+)\"\n");

  /** Reads of tables first: of them it is known without an analyser what they show. */
  private static final List<Road> ROADS =
      Corpus.roads().stream()
          .sorted(Comparator.comparing((Road road) -> !road.theme().equals("tabledata")))
          .toList();

  @TempDir Path data;

  @Test
  void withoutAnyOneOfTheTagsPatternsSomethingLeaks() throws Exception {
    List<String> unnoticed = new ArrayList<>();
    Matcher tag = TAG.matcher(Policies.text("default"));
    int patterns = 0;
    while (tag.find()) {
      String line = tag.group();
      String table = tag.group(1).replace("*", "");
      patterns++;
      if (!leaks("tag-" + patterns, policy -> policy.replace(line, ""), table)) {
        unnoticed.add(line.strip());
      }
    }
    assertThat(patterns).isGreaterThan(5);
    assertThat(unnoticed).isEmpty();
  }

  @Test
  void withoutTheMaskingRuleSomethingLeaks() throws Exception {
    assertThat(leaks("rule", policy -> policy.replaceAll("(?s)masking:.*", ""), "customers"))
        .isTrue();
  }

  @Test
  void withoutADetectorSomethingLeaks() throws Exception {
    List<String> unnoticed = new ArrayList<>();
    Matcher detector =
        Pattern.compile("(?m)^ +- \\{ type: (.+), method: redact }\n")
            .matcher(Policies.text("detect"));
    while (detector.find()) {
      String line = detector.group();
      if (!leaks("detector-" + detector.group(1), policy -> policy.replace(line, ""), "tickets")) {
        unnoticed.add(line.strip());
      }
    }
    assertThat(unnoticed).isEmpty();
  }

  /** Whether any road on which this table is named leads a value out. */
  private boolean leaks(String name, UnaryOperator<String> edit, String table) throws Exception {
    try (LeakCorpusRun run =
        new LeakCorpusRun(
            data.resolve(name), NativeAnalysis.unavailable("not in this test"), edit)) {
      return run.leaks(
          ROADS, road -> road.steps().stream().anyMatch(step -> step.text().contains(table)));
    }
  }
}
