package dev.chaperone.proxy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;

/** Signs tokens: agents' own and the access tokens they are exchanged for. */
public final class TokenMinter {
  /** How long any token lives at most; what outlives this is renewed instead. */
  static final Duration LIFE = Duration.ofHours(1);

  private final SigningKey key;
  private final Clock clock;
  private final Supplier<String> tokenIds;

  /**
   * @param tokenIds gives an unguessable id at each call
   */
  public TokenMinter(SigningKey key, Clock clock, Supplier<String> tokenIds) {
    this.key = key;
    this.clock = clock;
    this.tokenIds = tokenIds;
  }

  String issuer() {
    return key.issuer();
  }

  /** A token that lives for {@link #LIFE}, but never beyond {@code limit}. */
  Minted mint(Claims claims, TokenUse use, Instant limit) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant full = now.plus(LIFE);
    Instant expires = (full.isBefore(limit) ? full : limit).truncatedTo(ChronoUnit.SECONDS);
    JWTClaimsSet.Builder set =
        new JWTClaimsSet.Builder()
            .issuer(key.issuer())
            .subject(ChaperoneTokenVerifier.SUBJECT_PREFIX + claims.agent())
            .audience(use.audience())
            .jwtID(tokenIds.get())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(expires))
            .claim(ChaperoneTokenVerifier.GENERATION, claims.generation())
            .claim(ChaperoneTokenVerifier.GROUPS, claims.groups())
            .claim(ChaperoneTokenVerifier.MODEL, claims.model())
            .claim(ChaperoneTokenVerifier.PURPOSE, claims.purpose());
    if (!claims.session().isEmpty()) {
      set.claim(ChaperoneTokenVerifier.SESSION, claims.session());
    }
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType(use.type()))
            .keyID(key.keyId())
            .build();
    SignedJWT token = new SignedJWT(header, set.build());
    try {
      token.sign(key.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("the gateway's signing key cannot sign", e);
    }
    return new Minted(token.serialize(), now, expires);
  }

  /**
   * What a token says about its agent.
   *
   * @param session the session claim, {@code ""} for none
   */
  record Claims(
      String agent,
      long generation,
      List<String> groups,
      String model,
      String purpose,
      String session) {}

  /** A signed token; its text is a secret and not in {@link #toString}. */
  record Minted(String token, Instant issued, Instant expires) {
    long secondsToLive() {
      return Duration.between(issued, expires).toSeconds();
    }

    @Override
    public String toString() {
      return "Minted[expires=" + expires + "]";
    }
  }
}
