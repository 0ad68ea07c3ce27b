package dev.chaperone.proxy.operator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;

/**
 * Checks ID tokens: signed by the configured issuer's published keys, for our client, with the
 * nonce this console was given, in time, and of somebody who is an operator.
 */
final class IdTokens {
  private static final int MILLIS = 5_000;
  private static final int MOST_BYTES = 1 << 20;

  /** Public keys only: a client secret or none at all never signs. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

  private static final Duration SKEW = Duration.ofMinutes(1);

  private IdTokens() {}

  /**
   * Who it is, as a person reads it.
   *
   * @param asked when the console was given the nonce: whoever signed in before that did not do it
   *     for this
   */
  static String identity(SignInProvider provider, String token, String nonce, Instant asked)
      throws SignInException {
    if (nonce.isEmpty()) {
      throw new SignInException("this console did not ask to sign in; begin again");
    }
    IDTokenClaimsSet claims = claims(provider, token, nonce);
    Date signedIn = claims.getAuthenticationTime();
    if (signedIn == null || signedIn.toInstant().isBefore(asked.minus(SKEW))) {
      throw new SignInException(
          "the issuer does not say (auth_time) that somebody signed in just now; it has to honour"
              + " max_age");
    }
    String subject = claims.getSubject().getValue();
    Object email = claims.getClaim("email");
    boolean verified =
        Boolean.TRUE.equals(claims.getClaim("email_verified")) && email instanceof String;
    if (verified && provider.allowed().contains(String.valueOf(email))) {
      return String.valueOf(email);
    }
    if (provider.allowed().contains(subject)) {
      return verified ? String.valueOf(email) : subject;
    }
    throw new SignInException(
        "whoever signed in is no operator of this gateway; --operator-allowed names them");
  }

  private static IDTokenClaimsSet claims(SignInProvider provider, String token, String nonce)
      throws SignInException {
    try {
      JWT jwt = JWTParser.parse(token);
      if (!(jwt instanceof SignedJWT signed)
          || !ALGORITHMS.contains(signed.getHeader().getAlgorithm())) {
        throw new SignInException("the sign-in is not signed as it has to be");
      }
      Issuer issuer = new Issuer(provider.issuer());
      OIDCProviderMetadata metadata = Providers.metadata(issuer.getValue());
      URL keys = Providers.safe(metadata.getJWKSetURI()).toURL();
      IDTokenValidator validator =
          new IDTokenValidator(
              issuer,
              new ClientID(provider.clientId()),
              signed.getHeader().getAlgorithm(),
              keys,
              new DefaultResourceRetriever(MILLIS, MILLIS, MOST_BYTES));
      return validator.validate(signed, new Nonce(nonce));
    } catch (ParseException e) {
      throw new SignInException("that is no ID token", e);
    } catch (BadJOSEException | JOSEException e) {
      throw new SignInException("the sign-in does not hold: " + e.getMessage(), e);
    } catch (GeneralException | IOException e) {
      throw new SignInException(
          "the issuer " + provider.issuer() + " cannot be asked: " + e.getMessage(), e);
    }
  }
}
