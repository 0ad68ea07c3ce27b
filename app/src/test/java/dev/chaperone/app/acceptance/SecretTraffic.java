package dev.chaperone.app.acceptance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Takes every road through the gateway with secrets in every place an agent can put them. */
final class SecretTraffic {
  private static final String PROJECT = AgentClient.PROJECT;
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
  private static final Pattern UPLOAD_ID = Pattern.compile("upload_id=([^&]+)");
  private static final String SQL = "{\"query\":\"SELECT 1\",\"useLegacySql\":false}";

  private final HttpClient client;
  private final URI http;
  private final URI https;
  private final String token;
  private final Map<String, byte[]> secrets = new LinkedHashMap<>();
  private final StringBuilder received = new StringBuilder();

  SecretTraffic(ServedGateway gateway, SSLContext trust, String token) {
    client = HttpClient.newBuilder().sslContext(trust).build();
    http = gateway.http();
    https = gateway.https();
    this.token = token;
    secret("agent token", token);
    for (String name :
        new String[] {
          "key parameter",
          "access_token parameter",
          "oauth_token parameter",
          "api key header",
          "cookie header",
          "basic password",
          "foreign token",
          "foreign subject token"
        }) {
      secret(name, name.replace(' ', '-') + "-canary-8fq2xw7u");
    }
  }

  private void secret(String name, String value) {
    secrets.put(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private String value(String name) {
    return new String(secrets.get(name), StandardCharsets.UTF_8);
  }

  /** What agents sent or got that must lie nowhere, by name. */
  Map<String, byte[]> secrets() {
    return secrets;
  }

  /** Heads and bodies of every answer. */
  String received() {
    return received.toString();
  }

  void takeEveryRoad() throws IOException, InterruptedException {
    good();
    refused();
    unauthenticated();
    tokens();
    uploads();
    for (String mark :
        new String[] {
          "echo-headers", "echo-error", "echo-gzip", "echo-base64", "echo-pieces", "broken"
        }) {
      send(to(http, PROJECT + "jobs?quotaUser=" + mark));
    }
  }

  private void good() throws IOException, InterruptedException {
    send(post(to(http, PROJECT + "queries"), SQL));
    send(post(to(https, PROJECT + "queries"), SQL));
    send(post(bare(http, PROJECT + "queries").header("AUTHORIZATION", "bEaReR " + token), SQL));
    send(to(http, PROJECT + "jobs?" + parameters("key", "access_token", "oauth_token")));
    send(to(http, PROJECT + "jobs?" + parameters("%6Bey", "Access_Token", "OAUTH_token")));
    send(
        to(http, PROJECT + "jobs")
            .header("X-Goog-Api-Key", value("api key header"))
            .header("Cookie", "session=" + value("cookie header")));
    send(to(http, "/discovery/v1/apis/bigquery/v2/rest?" + parameters("key", "a", "b")));
    send(bare(http, "/healthz?" + parameters("key", "access_token", "oauth_token")));
  }

  private String parameters(String key, String access, String oauth) {
    return key
        + "="
        + value("key parameter")
        + ("a".equals(access) ? "" : "&" + access + "=" + value("access_token parameter"))
        + ("b".equals(oauth) ? "" : "&" + oauth + "=" + value("oauth_token parameter"));
  }

  private void refused() throws IOException, InterruptedException {
    String parameters = parameters("key", "access_token", "oauth_token");
    send(post(to(http, "/batch/bigquery/v2?" + parameters), "{}"));
    send(to(http, "/bigquery/v2/unknown/way?" + parameters));
    send(to(http, PROJECT + "jobs?" + parameters + ";x=1"));
    send(to(http, PROJECT + "jobs?" + parameters + "&x=1&x=2"));
    send(to(http, PROJECT + "jobs/not-mine?" + parameters));
    send(post(to(http, PROJECT + "queries?" + parameters), "{\"query\":"));
    send(to(http, PROJECT + "jobs?" + parameters).header("Origin", "https://evil.example"));
  }

  private void unauthenticated() throws IOException, InterruptedException {
    String parameters = parameters("key", "access_token", "oauth_token");
    send(bare(http, PROJECT + "jobs?" + parameters));
    send(authorized("Bearer " + value("foreign token")));
    send(authorized("Bearer " + token.substring(0, token.length() - 4) + "AAAA"));
    send(authorized("Basic " + value("basic password")));
    send(authorized("Token " + token));
    send(authorized("Bearer " + token).header("Authorization", "Bearer second"));
  }

  private HttpRequest.Builder authorized(String value) {
    return bare(http, PROJECT + "jobs").header("Authorization", value);
  }

  private void tokens() throws IOException, InterruptedException {
    HttpResponse<String> exchanged = send(form("/v1/token", exchange(token)));
    String minted =
        new JsonMapper().readTree(exchanged.body()).path("access_token").asText("none at all");
    secret("exchanged token", minted);
    send(post(bare(http, PROJECT + "queries").header("Authorization", "Bearer " + minted), SQL));
    send(form("/v1/introspect", "token=" + minted));
    send(form("/v1/introspect", "token=" + value("foreign token")));
    send(form("/v1/token", exchange(minted)));
    send(form("/v1/token", exchange(value("foreign subject token"))));
    send(form("/v1/token", exchange(token) + "&" + exchange(token)));
    send(form("/v1/token?" + parameters("key", "access_token", "oauth_token"), "x=%zz" + token));
  }

  private static String exchange(String subject) {
    return "grant_type="
        + URLEncoder.encode(GRANT, StandardCharsets.UTF_8)
        + "&subject_token_type="
        + URLEncoder.encode(JWT, StandardCharsets.UTF_8)
        + "&subject_token="
        + subject;
  }

  private void uploads() throws IOException, InterruptedException {
    String job =
        "{\"configuration\":{\"load\":{\"sourceFormat\":\"CSV\",\"destinationTable\":"
            + "{\"projectId\":\"demo\",\"datasetId\":\"d\",\"tableId\":\"t\"}}}}";
    HttpResponse<String> started =
        send(post(to(http, "/upload" + PROJECT + "jobs?uploadType=resumable"), job));
    String location = started.headers().firstValue("location").orElse("");
    Matcher id = UPLOAD_ID.matcher(location);
    if (!id.find()) {
      throw new AssertionError("no upload began: " + started.statusCode() + started.body());
    }
    secret("upload id", id.group(1));
    send(
        HttpRequest.newBuilder(URI.create(location))
            .header("Authorization", "Bearer " + token)
            .header("Content-Range", "bytes 0-2/3")
            .PUT(BodyPublishers.ofString("a,b")));
    send(
        to(http, "/upload" + PROJECT + "jobs?uploadType=multipart")
            .header("Content-Type", "multipart/related; boundary=xx")
            .POST(
                BodyPublishers.ofString(
                    "--xx\r\nContent-Type: application/json\r\n\r\n"
                        + job
                        + "\r\n--xx\r\nContent-Type: text/csv\r\n\r\na,b\r\n--xx--")));
  }

  private HttpRequest.Builder bare(URI gateway, String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(gateway + pathAndQuery))
        .timeout(Duration.ofMinutes(1));
  }

  private HttpRequest.Builder to(URI gateway, String pathAndQuery) {
    return bare(gateway, pathAndQuery).header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder post(HttpRequest.Builder request, String json) {
    return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
  }

  private HttpRequest.Builder form(String path, String form) {
    return bare(http, path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    received.append(answer.statusCode()).append(' ').append(answer.headers().map()).append('\n');
    received.append(answer.body()).append('\n');
    return answer;
  }
}
