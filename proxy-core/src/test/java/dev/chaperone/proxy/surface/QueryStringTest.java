package dev.chaperone.proxy.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {
  @Test
  void keepsOrderAndBytesOfWhatItKeeps() throws Exception {
    String raw = "b=2&a=%2f%2F&formatOptions.useInt64Timestamp=True&fields=a(b,c)&flag&empty=";
    QueryString query = QueryString.parse(raw);
    assertThat(query.raw()).isEqualTo(raw);
    assertThat(query.first("a")).contains("//");
    assertThat(query.first("flag")).contains("");
    assertThat(query.has("empty")).isTrue();
    assertThat(query.first("none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key=S3CRET",
        "%6bey=S3CRET",
        "%6Bey=S3CRET",
        "KEY=S3CRET",
        "access_token=S3CRET",
        "access%5Ftoken=S3CRET",
        "oauth_token=S3CRET",
        "callback=S3CRET",
        "key=S3CRET&key=S3CRET",
        "key",
        "Callback=S3CRET"
      })
  void takesOutEverythingThatCarriesACredential(String credential) throws Exception {
    QueryString query = QueryString.parse("alt=json&" + credential + "&prettyPrint=false");
    assertThat(query.raw()).isEqualTo("alt=json&prettyPrint=false");
    assertThat(query.stripped()).isNotEmpty();
    assertThat(query.toString() + query.stripped()).doesNotContain("S3CRET");
  }

  @Test
  void namesNoValueWhenItRefuses() {
    assertThatThrownBy(() -> QueryString.parse("pageToken=S3CRET&pageToken=S3CRET"))
        .isInstanceOf(QueryString.MalformedException.class)
        .hasMessageContaining("pageToken")
        .hasMessageNotContaining("S3CRET");
  }

  @Test
  void allowsTheOneRepeatedParameter() throws Exception {
    assertThat(QueryString.parse("stateFilter=done&stateFilter=running").first("stateFilter"))
        .contains("done");
  }

  @Test
  void givesNamesOneSpelling() throws Exception {
    QueryString query = QueryString.parse("%75pload%5Fid=a%2Fb&%24.xgafv=1&%61lt");
    assertThat(query.raw()).isEqualTo("upload_id=a%2Fb&%24.xgafv=1&alt");
    assertThat(query.first("upload_id")).contains("a/b");
  }

  @Test
  void dropsEmptyPieces() throws Exception {
    assertThat(QueryString.parse("&&a=1&").raw()).isEqualTo("a=1");
    assertThat(QueryString.parse("").isEmpty()).isTrue();
  }

  @Test
  void changesOneParameterAndNoOther() throws Exception {
    QueryString query = QueryString.parse("a=%41&b=2&c=3");
    assertThat(query.with("b", "x y").raw()).isEqualTo("a=%41&b=x%20y&c=3");
    assertThat(query.with("d", "é").raw()).isEqualTo("a=%41&b=2&c=3&d=%C3%A9");
    assertThat(query.without("a").raw()).isEqualTo("b=2&c=3");
  }

  @Test
  void aParameterByItsOtherNameIsTheSameParameter() {
    assertThatThrownBy(() -> QueryString.parse("parentJobId=mine&parent_job_id=theirs"))
        .isInstanceOf(QueryString.MalformedException.class);
  }

  @Test
  void aCredentialByItsOtherNameIsStripped() throws Exception {
    assertThat(QueryString.parse("accessToken=x&alt=json&OauthToken=y").raw())
        .isEqualTo("alt=json");
  }
}
