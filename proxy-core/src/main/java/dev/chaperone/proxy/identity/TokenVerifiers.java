package dev.chaperone.proxy.identity;

import static dev.chaperone.proxy.identity.InvalidTokenException.Reason;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Parses a token and has the verifier of its issuer check it. */
public final class TokenVerifiers {
  /** Far above any token of ours or of an identity provider, far below a burden to parse. */
  private static final int MAX_LENGTH = 16 * 1024;

  private final List<TokenVerifier> verifiers;

  private TokenVerifiers(List<TokenVerifier> verifiers) {
    this.verifiers = verifiers;
  }

  /** Chaperone's own tokens only. */
  public static TokenVerifiers of(SigningKey key, AgentDirectory agents, Clock clock) {
    return new TokenVerifiers(List.of(new ChaperoneTokenVerifier(key, agents, clock)));
  }

  VerifiedToken verify(String token, Set<TokenUse> accepted) throws InvalidTokenException {
    SignedJWT signed = parse(token);
    return verifierOf(signed).verify(signed, accepted);
  }

  /** Checks a token that was verified before for what may have changed since. */
  void recheck(VerifiedToken verified) throws InvalidTokenException {
    verifierOf(verified.principal().identity().issuer()).recheck(verified);
  }

  private static SignedJWT parse(String token) throws InvalidTokenException {
    if (token.isEmpty()) {
      throw new InvalidTokenException(
          Reason.MISSING,
          "The request has no bearer token. Run 'chaperone connect' to set up this client.");
    }
    if (token.length() > MAX_LENGTH) {
      throw malformed();
    }
    try {
      JWT parsed = JWTParser.parse(token);
      if (parsed instanceof SignedJWT signed) {
        return signed;
      }
      throw new InvalidTokenException(
          Reason.ALGORITHM,
          "Unsigned and encrypted tokens are never accepted. Use the token file Chaperone wrote.");
    } catch (ParseException | IllegalArgumentException e) {
      throw malformed();
    }
  }

  private TokenVerifier verifierOf(SignedJWT token) throws InvalidTokenException {
    try {
      JWTClaimsSet claims = token.getJWTClaimsSet();
      String issuer = claims.getIssuer();
      return verifierOf(issuer == null ? "" : issuer);
    } catch (ParseException e) {
      throw malformed();
    }
  }

  private TokenVerifier verifierOf(String issuer) throws InvalidTokenException {
    for (TokenVerifier verifier : verifiers) {
      if (verifier.issuer().equals(issuer)) {
        return verifier;
      }
    }
    throw new InvalidTokenException(
        Reason.ISSUER,
        "This gateway does not know the token's issuer. Use the token file of an agent of this"
            + " gateway ('chaperone agent list').");
  }

  private static InvalidTokenException malformed() {
    return new InvalidTokenException(
        Reason.MALFORMED,
        "The bearer token is no signed JWT. Use the content of the agent's token file, as it is.");
  }
}
