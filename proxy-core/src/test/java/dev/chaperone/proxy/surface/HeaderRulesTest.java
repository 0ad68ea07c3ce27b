package dev.chaperone.proxy.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {
  private final HeaderRules rules = HeaderRules.strict();

  private static Map<String, List<String>> of(String name, String value) {
    return Map.of(name, List.of(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "AUTHORIZATION",
        "Proxy-Authorization",
        "Cookie",
        "Host",
        "Connection",
        "Keep-Alive",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "HTTP2-Settings",
        "Proxy-Connection",
        "X-Forwarded-For",
        "Forwarded",
        "X-Goog-User-Project",
        "X-HTTP-Method-Override",
        "X-HTTP-Method",
        "X-Method-Override",
        "Accept-Encoding",
        "If-None-Match",
        "If-Modified-Since",
        "Range",
        "If-Range",
        "X-Goog-Api-Key",
        "X-Goog-Iam-Authorization-Token",
        "X-Goog-Upload-Protocol",
        "X-Goog-Upload-Command",
        "X-Goog-FieldMask",
        "Content-Length",
        "Expect",
        "X-Chaperone-Session",
        "Origin",
        "Referer",
        "Via",
        "X-Something-New"
      })
  void letsNothingThroughThatBigQueryDoesNotNeed(String name) {
    assertThat(rules.forwarded(of(name, "v"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User-Agent",
        "x-goog-api-client",
        "Content-Type",
        "Content-Encoding",
        "Content-Range",
        "If-Match",
        "X-Goog-Request-Reason",
        "X-Server-Timeout",
        "X-Upload-Content-Type",
        "Accept"
      })
  void letsThroughWhatItNeeds(String name) {
    assertThat(rules.forwarded(of(name, "v"))).hasSize(1).containsValue(List.of("v"));
  }

  @Test
  void dropsHeadersNamedByConnection() {
    assertThat(
            rules.forwarded(
                Map.of(
                    "connection", List.of("close, User-Agent", "accept"),
                    "User-Agent", List.of("x"),
                    "Accept", List.of("x"),
                    "Content-Type", List.of("x"))))
        .containsOnlyKeys("content-type");
    assertThat(
            rules.delivered(
                Map.of(
                    "Connection", List.of("X-Odd"), "X-Odd", List.of("x"), "ETag", List.of("e"))))
        .containsOnlyKeys("etag");
  }

  @Test
  void letsAUserProjectThroughOnlyIfPolicyAllowsIt() {
    HeaderRules some = new HeaderRules("billing"::equals);
    assertThat(some.forwarded(of("X-Goog-User-Project", "billing")))
        .containsKey("x-goog-user-project");
    assertThat(some.forwarded(of("X-Goog-User-Project", "other"))).isEmpty();
    assertThat(some.forwarded(Map.of("X-Goog-User-Project", List.of("billing", "other"))))
        .isEmpty();
  }

  @Test
  void mergesNamesThatDifferOnlyInCase() {
    Map<String, List<String>> twice = new LinkedHashMap<>();
    twice.put("Accept", List.of("a"));
    twice.put("accept", List.of("b"));
    assertThat(rules.forwarded(twice)).containsEntry("accept", List.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection", "Transfer-Encoding", "Alt-Svc", "Set-Cookie", "Content-Encoding",
            "Content-Length",
        "WWW-Authenticate", "Proxy-Authenticate", "Strict-Transport-Security", "Trailer", "Upgrade",
            ":status",
        "Report-To", "NEL"
      })
  void deliversNothingThatBelongsToTheConnectionOrToGoogle(String name) {
    assertThat(rules.delivered(of(name, "v"))).isEmpty();
  }

  @Test
  void deliversTheRest() {
    assertThat(
            rules.delivered(
                Map.of(
                    "Content-Type",
                    List.of("application/json"),
                    "Retry-After",
                    List.of("1"),
                    "Location",
                    List.of("/x"),
                    "Range",
                    List.of("bytes=0-1"))))
        .containsOnlyKeys("content-type", "retry-after", "location", "range");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "proxy-authorization",
        "Cookie",
        "Set-Cookie",
        "X-Goog-Api-Key",
        "X-Goog-Iam-Authorization-Token",
        "X-Amz-Security-Token",
        "X-Client-Secret",
        "WWW-Authenticate",
        "X-Serverless-Authorization",
        "X-Password"
      })
  void recordsNoSecret(String name) {
    assertThat(rules.recordable(of(name, "v"))).isEmpty();
  }

  @Test
  void recordsShortValues() {
    Map<String, String> recorded =
        rules.recordable(
            Map.of(
                "User-Agent", List.of("a", "b"), "X-Long", List.of("\ud83d\ude00".repeat(5_000))));
    assertThat(recorded).containsEntry("user-agent", "a, b");
    assertThat(recorded.get("x-long")).hasSizeLessThanOrEqualTo(1_025).endsWith("…");
    Map<String, List<String>> many = new LinkedHashMap<>();
    for (int i = 0; i < 500; i++) {
      many.put("h" + i, List.of("v"));
    }
    assertThat(rules.recordable(many)).hasSize(100);
  }
}
