package dev.chaperone.proxy.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationRewriterTest {
  private final LocationRewriter rewriter =
      new LocationRewriter(
          URI.create("https://127.0.0.1:8443"), URI.create("http://localhost:9050/"));

  @ParameterizedTest
  @CsvSource({
    "https://bigquery.googleapis.com/upload/bigquery/v2/projects/p/jobs?upload_id=a%2Fb, /upload/bigquery/v2/projects/p/jobs?upload_id=a%2Fb",
    "https://www.googleapis.com:443/x, /x",
    "HTTPS://BigQuery.GoogleAPIs.com/x, /x",
    "http://localhost:9050/bigquery/v2/x, /bigquery/v2/x",
    "https://bigquery.googleapis.com?x, ?x",
  })
  void makesLocationsNameTheGateway(String from, String pathAndQuery) {
    assertThat(rewriter.location(from)).contains("https://127.0.0.1:8443" + pathAndQuery);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.test/x",
        "https://googleapis.com.evil.test/",
        "https://evilgoogleapis.com/",
        "https://user@bigquery.googleapis.com@evil.test/",
        "//evil.test/x",
        "/\\evil.test",
        "javascript:alert(1)",
        "http://localhost:9051/x",
        "x",
        "",
        "https://bigquery.googleapis.com\\@evil.test/",
        "https://bigquery.googleapis.com,@evil.test/"
      })
  void takesOutLocationsThatLeadElsewhere(String location) {
    assertThat(rewriter.location(location)).isEmpty();
  }

  @Test
  void makesPathsAbsoluteAndRewritesAddressesInOtherHeaders() {
    assertThat(
            rewriter.rewrite(
                Map.of(
                    "location", List.of("/upload/x"),
                    "content-location", List.of("https://bigquery.googleapis.com/a"),
                    "link",
                        List.of("<https://www.googleapis.com/b>; rel=next, <https://docs.test/c>"),
                    "x-other", List.of("plain"))))
        .containsEntry("location", List.of("https://127.0.0.1:8443/upload/x"))
        .containsEntry("content-location", List.of("https://127.0.0.1:8443/a"))
        .containsEntry(
            "link", List.of("<https://127.0.0.1:8443/b>; rel=next, <https://docs.test/c>"))
        .containsEntry("x-other", List.of("plain"));
    assertThat(rewriter.rewrite(Map.of("Location", List.of("https://evil.test/")))).isEmpty();
  }
}
