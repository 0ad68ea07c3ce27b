package dev.chaperone.proxy.identity;

import com.nimbusds.jwt.SignedJWT;
import java.util.Set;

/**
 * Verifies the tokens of one issuer. External OIDC issuers become further implementations beside
 * Chaperone's own; {@link TokenVerifiers} asks the one whose issuer the token names.
 */
sealed interface TokenVerifier permits ChaperoneTokenVerifier {

  /** The {@code iss} of the tokens this verifier answers for. */
  String issuer();

  /** Checks everything about the token; it is of one of the accepted uses. */
  VerifiedToken verify(SignedJWT token, Set<TokenUse> accepted) throws InvalidTokenException;

  /** Checks again what may have changed since the token was verified: time and revocation. */
  void recheck(VerifiedToken verified) throws InvalidTokenException;
}
