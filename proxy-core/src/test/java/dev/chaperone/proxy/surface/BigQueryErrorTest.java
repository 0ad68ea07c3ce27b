package dev.chaperone.proxy.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BigQueryErrorTest {
  @Test
  void writesTheFormNobodyRetries() {
    assertThat(BigQueryError.accessDenied("no \"tables\" here").json())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"error\":{\"code\":403,\"message\":\"Access Denied: no \\\"tables\\\" here\","
                + "\"errors\":[{\"message\":\"Access Denied: no \\\"tables\\\" here\","
                + "\"domain\":\"global\",\"reason\":\"accessDenied\"}],"
                + "\"status\":\"PERMISSION_DENIED\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT",
    "401, UNAUTHENTICATED",
    "403, PERMISSION_DENIED",
    "404, NOT_FOUND",
    "409, ALREADY_EXISTS",
    "412, FAILED_PRECONDITION",
    "413, INVALID_ARGUMENT",
    "429, RESOURCE_EXHAUSTED",
    "500, INTERNAL",
    "501, UNIMPLEMENTED",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, DEADLINE_EXCEEDED"
  })
  void namesTheStatusAsGrpcDoes(int status, String name) {
    assertThat(new BigQueryError(status, "x", "m").statusName()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Exceeded rate limits: too many",
        "Job exceeded rate limits: x",
        "this exceeds the\nrate of your limit",
        "EXCEEDING RATE LIMIT",
        "unexceeded, grate, limits"
      })
  void neverSoundsLikeSomethingToTryAgain(String message) {
    assertThat(BigQueryError.accessDenied(message).message())
        .doesNotContainPattern("(?is)exceed.*rate.*limit")
        .containsIgnoringCase("pass");
  }

  @Test
  void keepsTheWordsWhereARetryIsMeant() {
    assertThat(new BigQueryError(429, "rateLimitExceeded", "Exceeded rate limits: wait").message())
        .isEqualTo("Exceeded rate limits: wait");
    assertThat(BigQueryError.accessDenied("bytes exceed the cap").message())
        .isEqualTo("Access Denied: bytes exceed the cap");
  }

  @Test
  void doesNotMakeBqDropTheUserProject() {
    assertThat(
            BigQueryError.accessDenied("needs roles/serviceusage.serviceUsageConsumer").message())
        .doesNotContain("roles/serviceusage.serviceUsageConsumer");
  }

  @Test
  void cleansAndShortensTheMessage() throws Exception {
    BigQueryError error = BigQueryError.invalid("a\r\nb\u0000\ud800" + "x".repeat(10_000));
    assertThat(error.message())
        .startsWith("a  b  x")
        .hasSize(BigQueryError.MAX_MESSAGE + 1)
        .endsWith("…");
    assertThat(new JsonMapper().readTree(error.json()).at("/error/message").asText())
        .isEqualTo(error.message());
  }

  @Test
  void refusesWhatIsNoError() {
    assertThatThrownBy(() -> new BigQueryError(200, "x", "m"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BigQueryError(403, "", "m"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
