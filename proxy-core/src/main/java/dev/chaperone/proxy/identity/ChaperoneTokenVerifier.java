package dev.chaperone.proxy.identity;

import static dev.chaperone.proxy.identity.InvalidTokenException.Reason;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.chaperone.recordings.frame.Identity;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies the tokens that this data folder's own key signed, against its agent directory. */
final class ChaperoneTokenVerifier implements TokenVerifier {
  static final String SUBJECT_PREFIX = "agent:";
  static final String GENERATION = "gen";
  static final String SESSION = "sid";
  static final String GROUPS = "groups";
  static final String MODEL = "model";
  static final String PURPOSE = "purpose";

  /** Covers a clock being set between two readings; issuer and verifier are the same machine. */
  static final Duration SKEW = Duration.ofSeconds(5);

  private final SigningKey key;
  private final AgentDirectory agents;
  private final Clock clock;

  ChaperoneTokenVerifier(SigningKey key, AgentDirectory agents, Clock clock) {
    this.key = key;
    this.agents = agents;
    this.clock = clock;
  }

  @Override
  public String issuer() {
    return key.issuer();
  }

  @Override
  public VerifiedToken verify(SignedJWT token, Set<TokenUse> accepted)
      throws InvalidTokenException {
    checkSignature(token);
    try {
      JWTClaimsSet claims = token.getJWTClaimsSet();
      TokenUse use = use(token, claims, accepted);
      Date notBefore = claims.getNotBeforeTime();
      if (notBefore != null && clock.instant().plus(SKEW).isBefore(notBefore.toInstant())) {
        throw new InvalidTokenException(
            Reason.EXPIRED,
            "The token is not valid yet. The clock of this machine was set back; correct it.");
      }
      VerifiedToken verified =
          new VerifiedToken(
              principal(claims), use, required(claims.getLongClaim(GENERATION), GENERATION));
      recheck(verified);
      return verified;
    } catch (ParseException e) {
      throw malformed("a claim has the wrong type");
    }
  }

  @Override
  public void recheck(VerifiedToken verified) throws InvalidTokenException {
    if (!clock.instant().isBefore(verified.principal().expires().plus(SKEW))) {
      throw new InvalidTokenException(
          Reason.EXPIRED,
          "The token has expired. Chaperone renews the agent's token file while it runs: read the"
              + " file again. If it is still old, the agent itself has ended; ask the operator for"
              + " 'chaperone agent add'.");
    }
    String agent = verified.principal().identity().agent();
    if (!agents.accepts(agent, verified.generation())) {
      throw new InvalidTokenException(
          Reason.REVOKED,
          "This agent was revoked, has ended or does not exist. Ask the operator for a new one"
              + " ('chaperone agent add').");
    }
  }

  private void checkSignature(SignedJWT token) throws InvalidTokenException {
    if (!JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm())) {
      throw new InvalidTokenException(
          Reason.ALGORITHM,
          "The token is not signed with ES256. Use the token file Chaperone wrote, as it is.");
    }
    try {
      if (!key.keyId().equals(token.getHeader().getKeyID()) || !token.verify(key.verifier())) {
        throw badSignature();
      }
    } catch (JOSEException | IllegalStateException e) {
      throw badSignature();
    }
  }

  private static TokenUse use(SignedJWT token, JWTClaimsSet claims, Set<TokenUse> accepted)
      throws InvalidTokenException {
    String type = Objects.requireNonNullElse(token.getHeader().getType(), "").toString();
    Optional<TokenUse> use = accepted.stream().filter(each -> each.type().equals(type)).findFirst();
    if (use.isEmpty()) {
      throw new InvalidTokenException(
          Reason.TYPE,
          accepted.contains(TokenUse.ACCESS)
              ? "The token is of a type this gateway does not accept. Use the agent's token file."
              : "Only an agent's own token can be exchanged, not an access token. Send the content"
                  + " of the agent's token file as subject_token.");
    }
    if (!claims.getAudience().equals(List.of(use.get().audience()))) {
      throw new InvalidTokenException(
          Reason.AUDIENCE,
          "The token was issued for another audience. Use the token file of an agent of this"
              + " gateway.");
    }
    return use.get();
  }

  private static Principal principal(JWTClaimsSet claims)
      throws ParseException, InvalidTokenException {
    String subject = required(claims.getSubject(), "sub");
    if (!subject.startsWith(SUBJECT_PREFIX) || subject.length() == SUBJECT_PREFIX.length()) {
      throw malformed("the subject is no agent");
    }
    Instant expires = required(claims.getExpirationTime(), "exp").toInstant();
    return new Principal(
        new Identity(
            required(claims.getIssuer(), "iss"),
            subject,
            subject.substring(SUBJECT_PREFIX.length())),
        Objects.requireNonNullElse(claims.getStringListClaim(GROUPS), List.of()),
        text(claims, MODEL),
        text(claims, PURPOSE),
        text(claims, SESSION),
        expires,
        required(claims.getJWTID(), "jti"));
  }

  private static String text(JWTClaimsSet claims, String name) throws ParseException {
    return Objects.requireNonNullElse(claims.getStringClaim(name), "");
  }

  private static <T> T required(@Nullable T value, String claim) throws InvalidTokenException {
    if (value == null) {
      throw malformed("the claim '" + claim + "' is missing");
    }
    return value;
  }

  private static InvalidTokenException malformed(String what) {
    return new InvalidTokenException(
        Reason.MALFORMED,
        "The token cannot be used: " + what + ". Use the token file Chaperone wrote, as it is.");
  }

  private static InvalidTokenException badSignature() {
    return new InvalidTokenException(
        Reason.SIGNATURE,
        "The token's signature does not fit this gateway's key: it was changed, or another gateway"
            + " issued it. Use the token file in this gateway's data folder.");
  }
}
