package dev.chaperone.proxy.upstream.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {
  private static final CredentialSpec ADC = new CredentialSpec.ApplicationDefault();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bigquery.googleapis.com",
        "https://BigQuery.GoogleAPIs.com",
        "HTTPS://bigquery.googleapis.com:443",
        "https://europe-west3-bigquery.googleapis.com",
        "https://bigquery.europe-west3.rep.googleapis.com/",
        "http://localhost:9050",
        "http://127.0.0.1:9050",
        "http://127.8.9.10",
        "https://[::1]:8443",
        "http://[0:0:0:0:0:0:0:1]:80"
      })
  void theCredentialMayGoToGoogleAndToThisMachine(String upstream) {
    assertThatNoException().isThrownBy(() -> HostRules.check(URI.create(upstream), ADC, Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bigquery.googleapis.com",
        "https://googleapis.com",
        "https://googleapis.com.evil.com",
        "https://bigquery.googleapis.com.evil.com",
        "https://evilgoogleapis.com",
        "https://bigquery.googleapis.com.",
        "https://.googleapis.com",
        "https://bigquery..googleapis.com",
        "https://bigquery.googleapis.com@evil.com",
        "https://user:pw@bigquery.googleapis.com",
        "https://@bigquery.googleapis.com",
        "https://evil.com/bigquery.googleapis.com",
        "https://evil.com?bigquery.googleapis.com",
        "https://evil.com#.googleapis.com",
        "https://evil.com%2f.googleapis.com",
        "https://evil_com.googleapis.com:x",
        "https://localhost.evil.com",
        "https://127.0.0.1.evil.com",
        "https://127.1.evil",
        "http://127.0.0.256",
        "http://128.0.0.1",
        "http://0.0.0.0",
        "http://[::]:80",
        "http://[::2]:80",
        "http://[::ffff:10.0.0.1]:80",
        "http://[fe80::1%25lo]:80",
        "http://169.254.169.254",
        "ftp://bigquery.googleapis.com",
        "file:///etc/passwd",
        "bigquery.googleapis.com",
        "//bigquery.googleapis.com",
        "https:bigquery.googleapis.com",
        "https:///bigquery.googleapis.com"
      })
  void theCredentialGoesNowhereElse(String upstream) {
    assertThatThrownBy(() -> HostRules.check(URI.create(upstream), ADC, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("pw");
  }

  @Test
  void theRefusalNamesTheWayOut() {
    assertThatThrownBy(() -> HostRules.check(URI.create("https://bq.corp.example"), ADC, Set.of()))
        .hasMessageContaining("--allow-upstream bq.corp.example")
        .hasMessageContaining("--credentials none");
  }

  @Test
  void hostsNamedByTheOperatorAreAllowedExactly() {
    Set<String> allowed = Set.of("bq.corp.example", "other.example:8443", "http://plain.example");
    for (String good :
        Set.of(
            "https://bq.corp.example",
            "https://BQ.corp.example:9999",
            "https://other.example:8443",
            "http://plain.example",
            "https://plain.example")) {
      assertThatNoException().isThrownBy(() -> HostRules.check(URI.create(good), ADC, allowed));
    }
    for (String bad :
        Set.of(
            "http://bq.corp.example",
            "https://a.bq.corp.example",
            "https://bq.corp.example.evil.com",
            "https://other.example",
            "https://other.example:8444")) {
      assertThatThrownBy(() -> HostRules.check(URI.create(bad), ADC, allowed))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void withoutACredentialAnyProperAddressWillDo() {
    CredentialSpec none = new CredentialSpec.None();
    assertThatNoException()
        .isThrownBy(() -> HostRules.check(URI.create("http://anywhere:80"), none, Set.of()));
    assertThatThrownBy(() -> HostRules.check(URI.create("http://user:pw@anywhere"), none, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theCommandLinesWordsNameCredentials() {
    assertThat(CredentialSpec.parse("adc")).isEqualTo(ADC);
    assertThat(CredentialSpec.parse("none")).isEqualTo(new CredentialSpec.None());
    assertThat(CredentialSpec.parse("/k/a.json"))
        .isEqualTo(new CredentialSpec.KeyFile(Path.of("/k/a.json")));
    assertThat(CredentialSpec.parse("impersonate:a@b.iam.gserviceaccount.com"))
        .isEqualTo(new CredentialSpec.Impersonate("a@b.iam.gserviceaccount.com", ADC));
    assertThat(CredentialSpec.parse("impersonate:a@b.c:/k/a.json"))
        .isEqualTo(
            new CredentialSpec.Impersonate(
                "a@b.c", new CredentialSpec.KeyFile(Path.of("/k/a.json"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "impersonate:",
        "impersonate:nobody",
        "impersonate:a@b.c/../x",
        "impersonate:a@b.c:none",
        "impersonate:a@b.c:impersonate:d@e.f",
        "{\"type\":\"service_account\",\"private_key\":\"SECRET\"}",
        "a\u0000b"
      })
  void whatNamesNoCredentialIsRefused(String text) {
    assertThatThrownBy(() -> CredentialSpec.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("SECRET");
  }
}
