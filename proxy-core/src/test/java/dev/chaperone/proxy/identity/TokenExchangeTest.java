package dev.chaperone.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenExchangeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path data;
  private IdentityFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new IdentityFixture(data);
  }

  @Test
  void anAgentsTokenBecomesAnAccessTokenAsGooglesLibrariesExpectIt() throws Exception {
    fixture.agents.create(
        new AgentSpec("claude", List.of("eu"), "opus", "report", AgentSpec.DEFAULT_TTL));
    TokenResponse response = fixture.exchange.exchange(form(fixture.token("claude") + "\n"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Content-Type", "application/json");
    JsonNode body = JSON.readTree(response.json());
    assertThat(body.path("issued_token_type").asText())
        .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
    assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(body.path("expires_in").isIntegralNumber()).isTrue();
    assertThat(body.path("expires_in").asLong()).isEqualTo(3600);
    SignedJWT minted = SignedJWT.parse(body.path("access_token").asText());
    assertThat(minted.getHeader().getType().toString()).isEqualTo("at+jwt");
    assertThat(minted.getJWTClaimsSet().getAudience()).containsExactly("chaperone-gateway");

    Principal direct = fixture.authenticator.authenticate(fixture.token("claude"));
    Principal exchanged = fixture.authenticator.authenticate(minted.serialize());
    assertThat(exchanged.identity()).isEqualTo(direct.identity());
    assertThat(exchanged.groups()).containsExactly("eu");
    assertThat(exchanged.model()).isEqualTo("opus");
    assertThat(exchanged.purpose()).isEqualTo("report");
    assertThat(exchanged.tokenId()).isNotEqualTo(direct.tokenId());
  }

  @Test
  void anAccessTokenNeverOutlivesItsSubject() throws Exception {
    String token = fixture.create("claude");
    fixture.clock.advance(Duration.ofMinutes(45));
    JsonNode body = JSON.readTree(fixture.exchange.exchange(form(token)).json());
    assertThat(body.path("expires_in").asLong()).isEqualTo(15 * 60);
  }

  @Test
  void theSessionClaimSurvivesTheExchange() throws Exception {
    fixture.create("claude");
    String subject = fixture.sign(fixture.goodClaims("claude").claim("sid", "run-7").build());
    String access = accessToken(fixture.exchange.exchange(form(subject)));
    assertThat(fixture.authenticator.authenticate(access).sessionClaim()).isEqualTo("run-7");
  }

  @Test
  void anAccessTokenIsNotExchangedAgain() throws Exception {
    String access = accessToken(fixture.exchange.exchange(form(fixture.create("claude"))));
    assertError(fixture.exchange.exchange(form(access)), "invalid_grant");
  }

  @Test
  void revokingAnAgentEndsItsAccessTokensToo() throws Exception {
    String token = fixture.create("claude");
    String access = accessToken(fixture.exchange.exchange(form(token)));
    fixture.agents.revoke("claude");
    assertThatThrownBy(() -> fixture.authenticator.authenticate(access))
        .isInstanceOf(InvalidTokenException.class);
    assertError(fixture.exchange.exchange(form(token)), "invalid_grant");
  }

  @Test
  void expiredAndTamperedSubjectsAreRefused() throws Exception {
    String token = fixture.create("claude");
    assertError(fixture.exchange.exchange(form(token.substring(0, 40))), "invalid_grant");
    assertError(fixture.exchange.exchange(form(token + "AAAA")), "invalid_grant");
    fixture.clock.advance(Duration.ofHours(2));
    assertError(fixture.exchange.exchange(form(token)), "invalid_grant");
  }

  @Test
  void aSubjectInItsLastSecondIsNotExchangedForATokenWithoutLife() throws Exception {
    String token = fixture.create("claude");
    fixture.clock.advance(Duration.ofHours(1).plusSeconds(1));
    assertError(fixture.exchange.exchange(form(token)), "invalid_grant");
  }

  @Test
  void requestsThatAreNoTokenExchangeAreToldWhy() throws Exception {
    String token = fixture.create("claude");
    assertError(fixture.exchange.exchange(Map.of()), "invalid_request");
    assertError(
        fixture.exchange.exchange(with(form(token), "grant_type", "refresh_token")),
        "unsupported_grant_type");
    assertError(
        fixture.exchange.exchange(
            with(
                form(token),
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token")),
        "invalid_request");
    assertError(fixture.exchange.exchange(form(" \n")), "invalid_request");
    assertError(
        fixture.exchange.exchange(
            with(
                form(token),
                "requested_token_type",
                "urn:ietf:params:oauth:token-type:refresh_token")),
        "invalid_request");
    assertError(
        fixture.exchange.exchange(with(form(token), "actor_token", "x")), "invalid_request");
  }

  @Test
  void p1NeitherResponseNorErrorShowsATokenInItsText() throws Exception {
    String token = fixture.create("claude");
    TokenResponse response = fixture.exchange.exchange(form(token));
    assertThat(response.toString()).doesNotContain("ey");
    assertThat(fixture.exchange.exchange(form("x" + token)).json())
        .doesNotContain(token.substring(20, 60));
  }

  @Test
  void introspectionKnowsOwnValidTokensOnly() throws Exception {
    String token = fixture.create("claude");
    String access = accessToken(fixture.exchange.exchange(form(token)));
    JsonNode body = introspect(access);
    assertThat(body.path("active").asBoolean()).isTrue();
    assertThat(body.path("username").asText()).isEqualTo("claude");
    assertThat(body.path("exp").isIntegralNumber()).isTrue();
    assertThat(body.path("aud").asText()).isEqualTo("chaperone-gateway");
    assertThat(introspect(token).path("aud").asText()).isEqualTo("chaperone-agent");
    assertThat(introspect(access + "x")).isEqualTo(JSON.readTree("{\"active\":false}"));
    assertThat(introspect("ya29.google")).isEqualTo(JSON.readTree("{\"active\":false}"));
    fixture.agents.revoke("claude");
    assertThat(introspect(access)).isEqualTo(JSON.readTree("{\"active\":false}"));
    assertError(fixture.introspection.introspect(Map.of()), "invalid_request");
  }

  @Test
  void formsAreDecodedAndRepeatedParametersRefused() {
    assertThat(FormParameters.parse("a=b+c%0A&d=&e"))
        .isEqualTo(Map.of("a", "b c\n", "d", "", "e", ""));
    assertThat(FormParameters.parse("")).isEmpty();
    assertThatThrownBy(() -> FormParameters.parse("token=secret1&token=secret2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> FormParameters.parse("token=%zzsecret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  private JsonNode introspect(String token) throws Exception {
    TokenResponse response =
        fixture.introspection.introspect(Map.of("token", token, "token_type_hint", "whatever"));
    assertThat(response.status()).isEqualTo(200);
    return JSON.readTree(response.json());
  }

  private static String accessToken(TokenResponse response) throws Exception {
    assertThat(response.status()).isEqualTo(200);
    return JSON.readTree(response.json()).path("access_token").asText();
  }

  private static void assertError(TokenResponse response, String code) throws Exception {
    assertThat(response.status()).isEqualTo(400);
    JsonNode body = JSON.readTree(response.json());
    assertThat(body.path("error").asText()).isEqualTo(code);
    assertThat(body.path("error_description").asText()).isNotEmpty();
    assertThat(body.has("access_token")).isFalse();
  }

  /** As Google's Python library sends it. */
  private static Map<String, String> form(String subject) {
    return Map.of(
        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
        "audience", "//gw/agents",
        "scope", "https://www.googleapis.com/auth/bigquery",
        "requested_token_type", "urn:ietf:params:oauth:token-type:access_token",
        "subject_token", subject,
        "subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
  }

  private static Map<String, String> with(Map<String, String> form, String name, String value) {
    Map<String, String> changed = new HashMap<>(form);
    changed.put(name, value);
    return changed;
  }
}
