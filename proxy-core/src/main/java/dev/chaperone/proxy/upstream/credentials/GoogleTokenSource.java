package dev.chaperone.proxy.upstream.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fetches access tokens through Google's auth library. */
final class GoogleTokenSource implements AccessTokenSource {
  private static final List<String> BIGQUERY = List.of("https://www.googleapis.com/auth/bigquery");

  /** What a credential needs so that it may ask for another account's token. */
  private static final List<String> CLOUD_PLATFORM =
      List.of("https://www.googleapis.com/auth/cloud-platform");

  private static final Set<String> TYPES =
      Set.of(
          "service_account",
          "authorized_user",
          "external_account",
          "external_account_authorized_user",
          "impersonated_service_account");

  /** Some credentials do not tell; Google's access tokens live an hour. */
  private static final Duration UNTOLD_LIFE = Duration.ofMinutes(5);

  private final GoogleCredentials credentials;
  private final String name;

  private final Clock clock;

  private GoogleTokenSource(GoogleCredentials credentials, String name, Clock clock) {
    this.credentials = credentials;
    this.name = name;
    this.clock = clock;
  }

  static GoogleTokenSource open(CredentialSpec spec, Clock clock) throws CredentialException {
    return open(spec, clock, Optional.empty());
  }

  /**
   * @param iamEndpoint where impersonated tokens are asked for, empty for Google's
   */
  static GoogleTokenSource open(CredentialSpec spec, Clock clock, Optional<String> iamEndpoint)
      throws CredentialException {
    return new GoogleTokenSource(load(spec, BIGQUERY, iamEndpoint), describe(spec), clock);
  }

  private static GoogleCredentials load(
      CredentialSpec spec, List<String> scopes, Optional<String> iamEndpoint)
      throws CredentialException {
    return switch (spec) {
      case CredentialSpec.None none ->
          throw new CredentialException("'none' is no credential to fetch tokens with.");
      case CredentialSpec.ApplicationDefault adc -> applicationDefault().createScoped(scopes);
      case CredentialSpec.KeyFile(Path file) -> fromFile(file).createScoped(scopes);
      case CredentialSpec.Impersonate(String account, CredentialSpec source) -> {
        ImpersonatedCredentials.Builder builder =
            ImpersonatedCredentials.newBuilder()
                .setSourceCredentials(load(source, CLOUD_PLATFORM, Optional.empty()))
                .setTargetPrincipal(account)
                .setScopes(scopes)
                .setLifetime(3_600);
        iamEndpoint.ifPresent(builder::setIamEndpointOverride);
        yield builder.build();
      }
    };
  }

  private static GoogleCredentials applicationDefault() throws CredentialException {
    try {
      return GoogleCredentials.getApplicationDefault();
    } catch (IOException | RuntimeException e) {
      throw new CredentialException(
          "There are no usable application default credentials. Run 'gcloud auth"
              + " application-default login', set GOOGLE_APPLICATION_CREDENTIALS for the gateway, or"
              + " choose another: --credentials FILE or none.");
    }
  }

  private static GoogleCredentials fromFile(Path file) throws CredentialException {
    byte[] content = content(file);
    try {
      JsonNode json = new ObjectMapper().readTree(content);
      if (!TYPES.contains(json.path("type").asText())) {
        throw unusable(file, "its 'type' is none of " + TYPES.stream().sorted().toList());
      }
      return GoogleCredentials.fromStream(new ByteArrayInputStream(content));
    } catch (JsonProcessingException e) {
      throw unusable(file, "it is no JSON");
    } catch (IOException | RuntimeException e) {
      // What the library says about a broken file can quote it.
      throw unusable(file, "a field is missing or a key in it is damaged");
    }
  }

  private static byte[] content(Path file) throws CredentialException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new CredentialException(
          "The credentials file " + file + " does not exist. Check --credentials.");
    } catch (IOException e) {
      throw new CredentialException(
          "The credentials file "
              + file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "). Make it readable for the gateway's user.");
    }
  }

  private static CredentialException unusable(Path file, String why) {
    return new CredentialException(
        "The credentials file "
            + file
            + " cannot be used: "
            + why
            + ". Download the key again, or choose another credential with --credentials.");
  }

  private static String describe(CredentialSpec spec) {
    return switch (spec) {
      case CredentialSpec.None none -> "none";
      case CredentialSpec.ApplicationDefault adc -> "application default credentials";
      case CredentialSpec.KeyFile(Path file) -> file.toString();
      case CredentialSpec.Impersonate(String account, CredentialSpec source) ->
          account + ", impersonated by " + describe(source);
    };
  }

  @Override
  public Token fetch() throws CredentialException {
    QuietHttpLogs.enforce();
    AccessToken token;
    try {
      token = credentials.refreshAccessToken();
    } catch (IOException e) {
      throw RefreshFailures.explain(name, e);
    }
    Date expires = token.getExpirationTime();
    return new Token(
        token.getTokenValue(),
        expires == null ? clock.instant().plus(UNTOLD_LIFE) : expires.toInstant());
  }

  @Override
  public String toString() {
    return "GoogleTokenSource[" + name + "]";
  }
}
