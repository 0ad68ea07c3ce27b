package dev.chaperone.proxy.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * An OpenID Connect provider over real HTTP: discovery, keys, an authorization endpoint at which
 * everybody is signed in at once, and a token endpoint that holds to PKCE. What it signs can be
 * falsified.
 */
public final class FakeIssuer implements AutoCloseable {
  public static final String CLIENT = "chaperone-console";

  private final FakeUpstream server;
  private final RSAKey key;
  private final RSAKey foreign;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  public final List<Map<String, String>> authorizations = new CopyOnWriteArrayList<>();

  /** Changes what is signed. */
  public volatile UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;

  /** Signs with a key that is not published. */
  public volatile boolean foreignKey;

  /** Sends the browser back with an error. */
  public volatile boolean refuses;

  public FakeIssuer() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    foreign = new RSAKeyGenerator(2048).keyID("k1").generate();
    server = FakeUpstream.start(this::handle);
  }

  public String issuer() {
    return server.uri().toString();
  }

  private void handle(FakeExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.request().query());
    switch (exchange.request().path()) {
      case "/.well-known/openid-configuration" -> exchange.json(200, metadata());
      case "/keys" -> exchange.json(200, new JWKSet(key.toPublicJWK()).toString());
      case "/authorize" -> authorize(exchange, query);
      case "/token" -> token(exchange, form(exchange.bodyText()));
      default -> exchange.json(404, "{}");
    }
  }

  private String metadata() {
    return ("{'issuer':'@','authorization_endpoint':'@/authorize','token_endpoint':'@/token',"
            + "'jwks_uri':'@/keys','response_types_supported':['code'],"
            + "'subject_types_supported':['public'],"
            + "'id_token_signing_alg_values_supported':['RS256']}")
        .replace('\'', '"')
        .replace("@", issuer());
  }

  private void authorize(FakeExchange exchange, Map<String, String> query) throws IOException {
    authorizations.add(query);
    String code = UUID.randomUUID().toString();
    codes.put(code, query);
    String to =
        query.get("redirect_uri")
            + (refuses ? "?error=access_denied" : "?code=" + code)
            + "&state="
            + query.get("state");
    exchange.bytes(302, Map.of("Location", to), new byte[0]);
  }

  private void token(FakeExchange exchange, Map<String, String> form) throws IOException {
    Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
    boolean right =
        asked != null
            && asked.get("client_id").equals(form.get("client_id"))
            && asked.get("redirect_uri").equals(form.get("redirect_uri"))
            && "S256".equals(asked.get("code_challenge_method"))
            && challenge(form.getOrDefault("code_verifier", ""))
                .equals(asked.get("code_challenge"));
    if (!right) {
      exchange.json(400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    exchange.json(
        200,
        "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\""
            + idToken(asked.getOrDefault("nonce", ""))
            + "\"}");
  }

  /** As the token endpoint gives it. */
  public String idToken(String nonce) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder builder =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(CLIENT)
            .subject("subject-1")
            .claim("email", "ada@example.org")
            .claim("email_verified", true)
            .claim("nonce", nonce)
            .claim("auth_time", now.getEpochSecond())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)));
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
              claims.apply(builder).build());
      jwt.sign(new RSASSASigner(foreignKey ? foreign : key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does what a browser does with an address: follows it to where it leads. */
  public static void browse(URI address) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (var client =
                  java.net.http.HttpClient.newBuilder()
                      .followRedirects(java.net.http.HttpClient.Redirect.NORMAL)
                      .build()) {
                client.send(
                    java.net.http.HttpRequest.newBuilder(address).build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString());
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : new ArrayList<>(List.of(text.split("&", -1)))) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        values.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  @Override
  public void close() {
    server.close();
  }
}
