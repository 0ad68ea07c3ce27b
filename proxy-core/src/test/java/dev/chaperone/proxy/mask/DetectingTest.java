package dev.chaperone.proxy.mask;

import static dev.chaperone.proxy.mask.Masked.cell;
import static dev.chaperone.proxy.mask.Masked.column;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.chaperone.proxy.mask.DetectorRule.Reaction;
import dev.chaperone.proxy.mask.MaskingSummary.ColumnHits;
import dev.chaperone.proxy.mask.detect.DetectorKind;
import dev.chaperone.proxy.mask.detect.Finders;
import dev.chaperone.proxy.policy.model.Detector;
import dev.chaperone.proxy.policy.model.Masking;
import dev.chaperone.proxy.policy.model.MaskingMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of values in which a detector finds something. */
class DetectingTest {
  private static final String FIELDS =
      "\"schema\":{\"fields\":[{\"name\":\"notes\",\"type\":\"STRING\"},{\"name\":\"list\",\"type\":"
          + "\"STRING\",\"mode\":\"REPEATED\"},{\"name\":\"doc\",\"type\":\"JSON\"},{\"name\":\"id\","
          + "\"type\":\"INTEGER\"},{\"name\":\"tagged\",\"type\":\"STRING\"}]}";
  private static final DetectorRule EMAIL =
      rule(DetectorKind.EMAIL, new Reaction.Mask(new MaskMethod.PartialEmail(), false));
  private static final DetectorRule SSN =
      rule(DetectorKind.US_SSN, new Reaction.Mask(new MaskMethod.Redact(), false));

  private static DetectorRule rule(DetectorKind kind, Reaction reaction) {
    return new DetectorRule(Finders.of(kind), reaction);
  }

  private static MaskingStream stream(String notes, DetectorRule... rules) {
    return stream("\"" + notes + "\"", "[]", "null", rules);
  }

  private static MaskingStream stream(
      String notes, String list, String doc, DetectorRule... rules) {
    String answer =
        "{%s,\"rows\":[{\"f\":[{\"v\":%s},{\"v\":%s},{\"v\":%s},{\"v\":\"7\"},{\"v\":\"anna@shop.example\"}]}]}"
            .formatted(FIELDS, notes, list, doc);
    return new MaskingStream(
        new Trickle(
            new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
            new Random(answer.hashCode()),
            40),
        Masked.plan(column("tagged", new MaskMethod.Redact())).detecting(List.of(rules)));
  }

  private static String text(MaskingStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String notes(String notes, DetectorRule... rules) throws IOException {
    return cell(text(stream(notes, rules)), 0, 0).asText();
  }

  @Test
  void theFoundPartIsMaskedAndTheRestStays() throws IOException {
    assertThat(notes("mail anna@shop.example or bob@shop.example.", EMAIL))
        .isEqualTo("mail a***@shop.example or b***@shop.example.");
    assertThat(notes("SSN 536-90-4399, anna@shop.example", EMAIL, SSN))
        .isEqualTo("SSN [masked], a***@shop.example");
    assertThat(notes("\\u0061nna\\u0040shop.example \\ud83d\\ude00 \\\"\\n\\ud800", EMAIL))
        .isEqualTo("a***@shop.example 😀 \"\n\ud800");
  }

  @Test
  void allOfTheCellIsMaskedWhereThatIsWanted() throws IOException {
    DetectorRule whole = rule(DetectorKind.EMAIL, new Reaction.Mask(new MaskMethod.Redact(), true));
    assertThat(notes("mail anna@shop.example", whole)).isEqualTo("[masked]");
    DetectorRule none = rule(DetectorKind.EMAIL, new Reaction.Mask(new MaskMethod.Null(), false));
    assertThat(cell(text(stream("x anna@shop.example", none)), 0, 0).isNull()).isTrue();
  }

  @Test
  void findsOverEachOtherAreMaskedByTheMethodThatHidesMore() throws IOException {
    DetectorRule pattern =
        new DetectorRule(
            Finders.pattern(Pattern.compile("[a-z.]+ is")),
            new Reaction.Mask(new MaskMethod.Redact(), false));
    assertThat(notes("write anna@shop.example is it", EMAIL, pattern))
        .isEqualTo("write [masked] it");
  }

  @Test
  void elementsOfArraysAreLookedAtOneByOneAndNeverBecomeNull() throws IOException {
    String list = "[{\"v\":\"x\"},{\"v\":\"anna@shop.example\"}]";
    assertThat(cell(text(stream("\"\"", list, "null", EMAIL)), 0, 1).toString())
        .isEqualTo("[{\"v\":\"x\"},{\"v\":\"a***@shop.example\"}]");
    DetectorRule none = rule(DetectorKind.EMAIL, new Reaction.Mask(new MaskMethod.Null(), false));
    assertThat(cell(text(stream("\"\"", list, "null", none)), 0, 1).toString())
        .isEqualTo("[{\"v\":\"x\"},{\"v\":\"[masked]\"}]");
  }

  @Test
  void aJsonValueIsMaskedWholeSoThatItStaysJson() throws IOException {
    String doc = "\"{\\\"mail\\\":\\\"anna@shop.example\\\"}\"";
    assertThat(cell(text(stream("\"\"", "[]", doc, EMAIL)), 0, 2).asText())
        .isEqualTo("\"[masked]\"");
  }

  @Test
  void alertsAndSuggestionsDeliverTheValueAndAreCounted() throws IOException {
    MaskingStream stream =
        stream(
            "anna@shop.example 536-90-4399",
            rule(DetectorKind.EMAIL, new Reaction.Suggest("pii")),
            rule(DetectorKind.US_SSN, new Reaction.Alert()));
    assertThat(text(stream)).contains("\"v\":\"anna@shop.example 536-90-4399\"");
    assertThat(stream.summary().hits())
        .containsExactlyInAnyOrder(
            new ColumnHits("notes", "email", "suggest:pii", 1),
            new ColumnHits("notes", "us-ssn", "alert", 1));
    assertThat(stream.summary().toString()).doesNotContain("anna").doesNotContain("4399");
  }

  @Test
  void maskedColumnsAndOtherTypesAreNotLookedAt() throws IOException {
    MaskingStream stream = stream("nothing", EMAIL);
    assertThat(text(stream)).contains("\"v\":\"nothing\"").contains("\"v\":\"7\"");
    assertThat(stream.summary().hits()).isEmpty();
    assertThat(stream.summary().columns())
        .containsExactly(new MaskingSummary.MaskedColumn("tagged", "redact", 1));
  }

  @Test
  void aTextWithoutFindsKeepsItsSpelling() throws IOException {
    String odd = "a\\u0062c \\/ @ 12 \\ud83d\\ude00 caf\u00e9 1234567890123";
    List<DetectorRule> all =
        Finders.all().stream()
            .map(
                finder ->
                    new DetectorRule(finder, new Reaction.Mask(new MaskMethod.Redact(), true)))
            .toList();
    assertThat(text(stream(odd, all.toArray(DetectorRule[]::new)))).contains('"' + odd + '"');
  }

  @Test
  void withADetectorThatNullsTheSchemaSaysNullable() throws IOException {
    DetectorRule none = rule(DetectorKind.EMAIL, new Reaction.Mask(new MaskMethod.Null(), false));
    String answer =
        "{\"schema\":{\"fields\":[{\"name\":\"a\",\"type\":\"STRING\",\"mode\":\"REQUIRED\"},"
            + "{\"name\":\"b\",\"type\":\"INTEGER\",\"mode\":\"REQUIRED\"}]}}";
    String masked = Masked.mask(answer, Masked.plan().detecting(List.of(none)));
    assertThat(Masked.tree(masked).at("/schema/fields/0/mode").asText()).isEqualTo("NULLABLE");
    assertThat(Masked.tree(masked).at("/schema/fields/1/mode").asText()).isEqualTo("REQUIRED");
    assertThat(Masked.mask(answer, Masked.plan().detecting(List.of(EMAIL)))).isEqualTo(answer);
  }

  @Test
  void everyDetectorOfAPolicyBecomesARule() {
    for (Detector.Type type : Detector.Type.values()) {
      Optional<Pattern> regex =
          type == Detector.Type.PATTERN ? Optional.of(Pattern.compile("x+")) : Optional.empty();
      Detector detector =
          new Detector(type, regex, Detector.Then.MASK, new Masking(MaskingMethod.LAST4, ""), "");
      DetectorRule rule = DetectorRule.of(detector, Masked.KEY);
      assertThat(rule.finder().kind().code()).isEqualTo(type.code());
      assertThat(rule.reaction().code()).isEqualTo("last4");
    }
  }
}
