package dev.chaperone.proxy.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The corpus can be read, and the search finds what is there. */
class CorpusTest {
  @Test
  void thereAreEnoughRoadsAndEachCarriesSomethingToFind() {
    List<Road> roads = Corpus.roads();
    assertThat(roads.stream().map(r -> r.theme() + "/" + r.name()).distinct().count())
        .isGreaterThanOrEqualTo(220);
    assertThat(roads.stream().map(r -> r.theme() + "/" + r.label()).distinct().count())
        .isEqualTo(roads.size());
  }

  @Test
  void theSearchFindsWhatIsThereInEveryDisguise() {
    String canary = "hQrTwZkLmNpVxGjHsKqRtWyZ";
    for (String leak :
        List.of(
            canary,
            canary.toUpperCase(Locale.ROOT),
            canary.substring(9, 15),
            new StringBuilder(canary).reverse().toString(),
            base64(canary),
            base64("x" + canary),
            base64("xy" + canary),
            hex(canary),
            hex(canary).toUpperCase(Locale.ROOT),
            canary.replace("Q", "\\u0051").replace("L", "\\u004C").replace("x", "\\u0078"))) {
      assertThat(found(new Canary.Text(canary), "{\"error\":{\"message\":\"at " + leak + "\"}}"))
          .as(leak)
          .isNotEmpty();
    }
    assertThat(found(new Canary.Text(canary), "{\"rows\":[{\"f\":[{\"v\":\"[masked]\"}]}]}"))
        .isEmpty();
  }

  @Test
  void theSearchFindsNumbersDatesAndTruth() {
    String row = "{\"rows\":[{\"f\":[{\"v\":\"%s\"}]}]}";
    Canary number = new Canary.Digits("8273645192837");
    assertThat(found(number, row.formatted("8273645192837"))).isNotEmpty();
    assertThat(found(number, row.formatted("645192"))).isNotEmpty();
    assertThat(found(number, "{\"totalBytesProcessed\":\"645192\"}")).isEmpty();
    Canary day = new Canary.Whole(List.of("1789-07-14", "17890714"));
    assertThat(found(day, row.formatted("x17890714"))).isNotEmpty();
    assertThat(found(day, row.formatted("1789-07-15"))).isEmpty();
    assertThat(found(new Canary.Flag(), row.formatted("true"))).isNotEmpty();
    assertThat(found(new Canary.Flag(), "{\"jobComplete\":true," + row.substring(1))).isEmpty();
  }

  private static List<String> found(Canary canary, String body) {
    return CanarySearch.find(List.of(canary), List.of(new Delivered("GET /", 200, "", body)));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
