package dev.chaperone.proxy.identity;

import static dev.chaperone.proxy.identity.InvalidTokenException.Reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerAuthenticatorTest {
  @TempDir Path data;
  private IdentityFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new IdentityFixture(data);
  }

  @Test
  void anAgentsTokenSaysWhoItIsAndWhatItsIssuerVouchesFor() throws Exception {
    fixture.agents.create(
        new AgentSpec(
            "claude", List.of("analysts", "eu"), "opus", "weekly report", Duration.ofDays(2)));
    Principal principal = fixture.authenticator.authenticate(fixture.token("claude"));
    assertThat(principal.identity().agent()).isEqualTo("claude");
    assertThat(principal.identity().subject()).isEqualTo("agent:claude");
    assertThat(principal.identity().issuer())
        .isEqualTo("chaperone:" + fixture.keys.signingKey().keyId());
    assertThat(principal.groups()).containsExactly("analysts", "eu");
    assertThat(principal.model()).isEqualTo("opus");
    assertThat(principal.purpose()).isEqualTo("weekly report");
    assertThat(principal.sessionClaim()).isEmpty();
    assertThat(principal.expires()).isEqualTo(fixture.clock.instant().plus(Duration.ofHours(1)));
    assertThat(principal.tokenId()).isNotEmpty();
  }

  @Test
  void aSessionClaimIsTakenOver() throws Exception {
    fixture.create("claude");
    String token = fixture.sign(fixture.goodClaims("claude").claim("sid", "run-7").build());
    assertThat(fixture.authenticator.authenticate(token).sessionClaim()).isEqualTo("run-7");
  }

  @Test
  void aMissingTokenIsToldApartAndGetsAChallengeWithoutErrorCode() {
    InvalidTokenException refusal = refusal("");
    assertThat(refusal.reason()).isEqualTo(Reason.MISSING);
    assertThat(refusal.challenge()).isEqualTo("Bearer realm=\"chaperone\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "a.b",
        "a.b.c",
        "..",
        "eyJhbGciOiJFUzI1NiJ9..",
        "eyJhbGciOiJFUzI1NiJ9.bm90IGpzb24.AAAA",
        "ya29.a0AfH6SMBx-not-ours"
      })
  void whatIsNoJwtIsMalformed(String token) {
    assertThat(refusal(token).reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void anEndlessTokenIsRefusedUnparsed() {
    assertThat(refusal("a".repeat(1_000_000)).reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void anExpiredTokenIsRefusedAlsoWhenItWasRemembered() throws Exception {
    String token = fixture.create("claude");
    assertThat(fixture.authenticator.authenticate(token)).isNotNull();
    fixture.clock.advance(Duration.ofMinutes(61));
    assertThat(refusal(token).reason()).isEqualTo(Reason.EXPIRED);
    assertThat(fixture.authenticator.remembered()).isZero();
    assertThat(refusal(token).reason()).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void aTokenFromTheFutureIsRefused() throws Exception {
    fixture.create("claude");
    Date later = Date.from(fixture.clock.instant().plusSeconds(60));
    String token = fixture.sign(fixture.goodClaims("claude").notBeforeTime(later).build());
    assertThat(refusal(token).reason()).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void aTokenWithoutExpiryIsRefused() throws Exception {
    fixture.create("claude");
    String token = fixture.sign(fixture.goodClaims("claude").expirationTime(null).build());
    assertThat(refusal(token).reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aRevokedAgentIsRefusedFromTheNextRequestOn() throws Exception {
    String token = fixture.create("claude");
    String other = fixture.create("other");
    assertThat(fixture.authenticator.authenticate(token)).isNotNull();
    fixture.agents.revoke("claude");
    assertThat(refusal(token).reason()).isEqualTo(Reason.REVOKED);
    assertThat(fixture.authenticator.authenticate(other).identity().agent()).isEqualTo("other");
  }

  @Test
  void tokensOfAnEarlierGenerationStayVoidWhenTheNameIsUsedAgain() throws Exception {
    String old = fixture.create("claude");
    fixture.agents.revoke("claude");
    String fresh = fixture.create("claude");
    assertThat(refusal(old).reason()).isEqualTo(Reason.REVOKED);
    assertThat(fixture.authenticator.authenticate(fresh)).isNotNull();
  }

  @Test
  void anAgentThatDoesNotExistIsRefused() throws Exception {
    String token = fixture.sign(fixture.goodClaims("nobody").build());
    assertThat(refusal(token).reason()).isEqualTo(Reason.REVOKED);
  }

  @Test
  void anAgentPastItsOwnEndIsRefused() throws Exception {
    fixture.agents.create(new AgentSpec("short", List.of(), "", "", Duration.ofMinutes(10)));
    String token = fixture.token("short");
    assertThat(fixture.authenticator.authenticate(token).expires())
        .isEqualTo(fixture.clock.instant().plus(Duration.ofMinutes(10)));
    fixture.clock.advance(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(refusal(token).reason()).isEqualTo(Reason.REVOKED);
  }

  @Test
  void everyChangedCharacterOfATokenIsNoticed() throws Exception {
    String token = fixture.create("claude");
    assertThat(fixture.authenticator.authenticate(token)).isNotNull();
    for (int i = 0; i < token.length(); i += 7) {
      // Five steps of the alphabet change a bit that counts even in a part's last character.
      char changed = token.charAt(i) == 'Q' ? 'g' : 'Q';
      if (token.charAt(i) == '.') {
        continue;
      }
      String tampered = token.substring(0, i) + changed + token.substring(i + 1);
      assertThat(refusal(tampered).reason()).isNotEqualTo(Reason.MISSING);
    }
  }

  @Test
  void aPayloadUnderAnotherTokensSignatureIsRefused() throws Exception {
    String[] mine = fixture.create("mine").split("\\.");
    String[] theirs = fixture.create("theirs").split("\\.");
    assertThat(refusal(mine[0] + "." + theirs[1] + "." + mine[2]).reason())
        .isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void anotherGatewaysTokenIsRefused(@TempDir Path elsewhere) throws Exception {
    fixture.create("claude");
    String foreign = new IdentityFixture(elsewhere).create("claude");
    assertThat(refusal(foreign).reason()).isEqualTo(Reason.ISSUER);
  }

  @Test
  void anotherKeyUnderOurIssuerAndKeyIdIsRefused() throws Exception {
    fixture.create("claude");
    ECKey thief = new ECKeyGenerator(Curve.P_256).generate();
    SignedJWT token =
        new SignedJWT(header(JWSAlgorithm.ES256), fixture.goodClaims("claude").build());
    token.sign(new ECDSASigner(thief));
    assertThat(refusal(token.serialize()).reason()).isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void aKeyBroughtAlongInTheHeaderIsNotTrusted() throws Exception {
    fixture.create("claude");
    ECKey thief = new ECKeyGenerator(Curve.P_256).generate();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(header(JWSAlgorithm.ES256)).jwk(thief.toPublicJWK()).build(),
            fixture.goodClaims("claude").build());
    token.sign(new ECDSASigner(thief));
    assertThat(refusal(token.serialize()).reason()).isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void anUnsignedTokenIsNeverAccepted() throws Exception {
    fixture.create("claude");
    JWTClaimsSet claims = fixture.goodClaims("claude").build();
    assertThat(refusal(new PlainJWT(claims).serialize()).reason()).isEqualTo(Reason.ALGORITHM);
    String none = "{\"alg\":\"none\",\"typ\":\"agent+jwt\"}";
    String crafted =
        Base64.getUrlEncoder().withoutPadding().encodeToString(none.getBytes())
            + "."
            + new PlainJWT(claims).getParsedParts()
            + ".";
    assertThat(refusal(crafted).reason()).isIn(Reason.ALGORITHM, Reason.MALFORMED);
  }

  @Test
  void symmetricAndOtherAlgorithmsAreNeverAccepted() throws Exception {
    fixture.create("claude");
    JWTClaimsSet claims = fixture.goodClaims("claude").build();
    byte[] publicKey = fixture.keys.signingKey().toPrivateJson().getBytes();
    SignedJWT mac = new SignedJWT(header(JWSAlgorithm.HS256), claims);
    mac.sign(new MACSigner(publicKey));
    assertThat(refusal(mac.serialize()).reason()).isEqualTo(Reason.ALGORITHM);
    SignedJWT rsa = new SignedJWT(header(JWSAlgorithm.RS256), claims);
    rsa.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
    assertThat(refusal(rsa.serialize()).reason()).isEqualTo(Reason.ALGORITHM);
  }

  @Test
  void wrongAudienceTypeAndSubjectAreRefused() throws Exception {
    fixture.create("claude");
    assertThat(
            refusal(fixture.sign(fixture.goodClaims("claude").audience("other").build())).reason())
        .isEqualTo(Reason.AUDIENCE);
    assertThat(
            refusal(
                    fixture.sign(
                        fixture
                            .goodClaims("claude")
                            .audience(List.of("chaperone-agent", "other"))
                            .build()))
                .reason())
        .isEqualTo(Reason.AUDIENCE);
    assertThat(
            refusal(fixture.sign(fixture.goodClaims("claude").audience((String) null).build()))
                .reason())
        .isEqualTo(Reason.AUDIENCE);
    assertThat(refusal(fixture.sign(fixture.goodClaims("claude").build(), "JWT")).reason())
        .isEqualTo(Reason.TYPE);
    assertThat(refusal(fixture.sign(fixture.goodClaims("claude").build(), "at+jwt")).reason())
        .isEqualTo(Reason.AUDIENCE);
    assertThat(
            refusal(fixture.sign(fixture.goodClaims("claude").subject("claude").build())).reason())
        .isEqualTo(Reason.MALFORMED);
    assertThat(
            refusal(fixture.sign(fixture.goodClaims("claude").claim("gen", "one").build()))
                .reason())
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void theMemoryOfVerifiedTokensIsBounded() throws Exception {
    fixture.create("claude");
    BearerAuthenticator small = new BearerAuthenticator(fixture.verifiers, 3);
    String first = fixture.sign(fixture.goodClaims("claude").jwtID("first").build());
    small.authenticate(first);
    for (int i = 0; i < 5; i++) {
      small.authenticate(fixture.sign(fixture.goodClaims("claude").jwtID("t" + i).build()));
    }
    assertThat(small.remembered()).isEqualTo(3);
    assertThat(small.authenticate(first).tokenId()).isEqualTo("first");
  }

  @Test
  void p1NoRefusalRepeatsAnyPartOfTheToken() throws Exception {
    String token = fixture.create("claude");
    fixture.agents.revoke("claude");
    String signature = token.substring(token.lastIndexOf('.') + 1);
    for (String bad : List.of(token, token.substring(3), token + "x", signature)) {
      InvalidTokenException refusal = refusal(bad);
      assertThat(refusal.toString() + refusal.challenge()).doesNotContain(signature.substring(5));
      assertThat(refusal.getCause()).isNull();
      assertThat(refusal.challenge())
          .startsWith("Bearer realm=\"chaperone\", error=\"invalid_token\", error_description=\"");
    }
  }

  private JWSHeader header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm)
        .type(new JOSEObjectType("agent+jwt"))
        .keyID(fixture.keys.signingKey().keyId())
        .build();
  }

  private InvalidTokenException refusal(String token) {
    InvalidTokenException refusal =
        catchThrowableOfType(
            InvalidTokenException.class, () -> fixture.authenticator.authenticate(token));
    assertThat(refusal).as("refusal").isNotNull();
    return refusal;
  }
}
