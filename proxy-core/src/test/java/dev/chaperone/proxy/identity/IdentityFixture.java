package dev.chaperone.proxy.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything of this package on one data folder, with a clock to move. */
final class IdentityFixture {
  final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
  final MemoryRecordings recordings = new MemoryRecordings(clock);
  final Path data;
  final KeyFolder keys;
  final TokenMinter minter;
  final AgentDirectory agents;
  final TokenVerifiers verifiers;
  final BearerAuthenticator authenticator;
  final TokenExchange exchange;
  final Introspection introspection;

  IdentityFixture(Path data) {
    this.data = data;
    AtomicInteger ids = new AtomicInteger();
    keys = KeyFolder.open(data);
    minter = new TokenMinter(keys.signingKey(), clock, () -> "id-" + ids.incrementAndGet());
    agents = AgentDirectory.open(data, keys, recordings, minter, clock);
    verifiers = TokenVerifiers.of(keys.signingKey(), agents, clock);
    authenticator = new BearerAuthenticator(verifiers);
    exchange = new TokenExchange(verifiers, minter);
    introspection = new Introspection(authenticator);
  }

  /** Another process' view: read back from what was recorded. */
  AgentDirectory reopened() {
    return AgentDirectory.open(data, KeyFolder.open(data), recordings, minter, clock);
  }

  String create(String name) throws Exception {
    return token(agents.create(AgentSpec.named(name)).agent().name());
  }

  String token(String name) throws Exception {
    return Files.readString(agents.tokenFile(name)).strip();
  }

  /** Claims of a good agent token, to be spoilt. */
  JWTClaimsSet.Builder goodClaims(String agent) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(keys.signingKey().issuer())
        .subject("agent:" + agent)
        .audience("chaperone-agent")
        .jwtID("crafted")
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)))
        .claim("gen", 1L);
  }

  String sign(JWTClaimsSet claims) throws Exception {
    return sign(claims, "agent+jwt");
  }

  String sign(JWTClaimsSet claims, String type) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(keys.signingKey().keyId())
                .build(),
            claims);
    token.sign(keys.signingKey().signer());
    return token.serialize();
  }
}
