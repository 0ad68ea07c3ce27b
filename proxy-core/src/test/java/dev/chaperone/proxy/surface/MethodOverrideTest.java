package dev.chaperone.proxy.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.surface.MethodOverride.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodOverrideTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String RESULTS = "/bigquery/v2/projects/p/queries/j";

  private final MethodOverride override =
      new MethodOverride(new PathRecogniser(MethodCatalogue.packaged()));

  private Outcome apply(
      String method, List<String> header, String type, String path, String query, String body) {
    return override.apply(method, header, type, path, query, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void turnsAFormIntoTheQueryOfTheGet() {
    assertThat(apply("POST", List.of("GET"), FORM, RESULTS, "", "pageToken=a%2Bb&alt=json"))
        .isEqualTo(new Outcome.Overridden("GET", "pageToken=a%2Bb&alt=json"));
    assertThat(apply("POST", List.of("GET"), FORM + "; charset=utf-8", RESULTS, "x=1", "y=2"))
        .isEqualTo(new Outcome.Overridden("GET", "x=1&y=2"));
    assertThat(apply("POST", List.of("GET"), FORM, RESULTS, "x=1", ""))
        .isEqualTo(new Outcome.Overridden("GET", "x=1"));
  }

  @Test
  void leavesOtherRequestsAlone() {
    assertThat(apply("POST", List.of(), "application/json", "/projects/p/queries", "", "{}"))
        .isEqualTo(new Outcome.Unchanged());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PUT", "PATCH", "POST", "get", "GET,DELETE", ""})
  void refusesOtherOverrides(String to) {
    assertThat(apply("POST", List.of(to), FORM, RESULTS, "", "a=b"))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void refusesWhatCouldBeReadInTwoWays() {
    assertThat(apply("POST", List.of("GET", "GET"), FORM, RESULTS, "", ""))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(apply("GET", List.of("GET"), FORM, RESULTS, "", ""))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(apply("POST", List.of("GET"), "application/json", RESULTS, "", "{}"))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(apply("POST", List.of("GET"), FORM, RESULTS, "", "a=b c"))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(apply("POST", List.of("GET"), FORM, RESULTS, "", "a=b\r\nX: y"))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(apply("POST", List.of("GET"), FORM, RESULTS, "", "a=ä"))
        .isInstanceOf(Outcome.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/projects/p/queries",
        "/bigquery/v2/projects/p/jobs",
        "/projects/p/datasets",
        "/v1/token"
      })
  void refusesPathsThatHaveAPostOfTheirOwn(String path) {
    assertThat(apply("POST", List.of("GET"), FORM, path, "", "a=b"))
        .isInstanceOf(Outcome.Refused.class);
  }
}
