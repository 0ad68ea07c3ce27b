package dev.chaperone.proxy.operator;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorStatus;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Signs a person in with the system's browser: authorization code with PKCE, answered to a loopback
 * address of this process. What it brings is an ID token, which only the gateway judges.
 */
public final class BrowserSignIn {
  private static final int MILLIS = 10_000;

  private final Consumer<URI> browser;
  private final Duration patience;

  /**
   * @param browser shows an address to the person
   * @param patience how long they may take
   */
  public BrowserSignIn(Consumer<URI> browser, Duration patience) {
    this.browser = browser;
    this.patience = patience;
  }

  /** The ID token; throws {@link ConsoleException} if there is none in the end. */
  public String idToken(OperatorStatus.SignIn where) {
    try (LoopbackAnswer answer = LoopbackAnswer.open()) {
      OIDCProviderMetadata provider = Providers.metadata(where.issuer());
      State state = new State();
      CodeVerifier verifier = new CodeVerifier();
      ClientID client = new ClientID(where.clientId());
      browser.accept(
          new AuthenticationRequest.Builder(
                  new ResponseType(ResponseType.Value.CODE),
                  new Scope("openid", "email"),
                  client,
                  answer.address())
              .endpointURI(Providers.safe(provider.getAuthorizationEndpointURI()))
              .state(state)
              .nonce(new Nonce(where.nonce()))
              .codeChallenge(verifier, CodeChallengeMethod.S256)
              // An agent could ask for a sign-in too: the person has to do something for it.
              .prompt(new Prompt(Prompt.Type.LOGIN))
              .maxAge(0)
              .build()
              .toURI());
      AuthenticationResponse response =
          AuthenticationResponseParser.parse(answer.await(patience, state.getValue()));
      if (!response.indicatesSuccess()) {
        throw refused(
            "the issuer refused: " + response.toErrorResponse().getErrorObject().getCode());
      }
      HTTPRequest request =
          new TokenRequest.Builder(
                  Providers.safe(provider.getTokenEndpointURI()),
                  client,
                  new AuthorizationCodeGrant(
                      response.toSuccessResponse().getAuthorizationCode(),
                      answer.address(),
                      verifier))
              .build()
              .toHTTPRequest();
      request.setConnectTimeout(MILLIS);
      request.setReadTimeout(MILLIS);
      request.setFollowRedirects(false);
      return token(OIDCTokenResponseParser.parse(request.send()));
    } catch (SignInException e) {
      throw new ConsoleException(
          ConsoleException.Code.REFUSED_OPERATOR, String.valueOf(e.getMessage()), e);
    } catch (GeneralException | IOException e) {
      throw new ConsoleException(
          ConsoleException.Code.REFUSED_OPERATOR,
          "signing in at " + where.issuer() + " failed: " + e.getMessage(),
          e);
    }
  }

  private static String token(TokenResponse response) {
    if (!(response instanceof OIDCTokenResponse success)) {
      throw refused(
          "the issuer gave no token: " + response.toErrorResponse().getErrorObject().getCode());
    }
    return success.getOIDCTokens().getIDTokenString();
  }

  private static ConsoleException refused(String why) {
    return new ConsoleException(ConsoleException.Code.REFUSED_OPERATOR, why);
  }
}
