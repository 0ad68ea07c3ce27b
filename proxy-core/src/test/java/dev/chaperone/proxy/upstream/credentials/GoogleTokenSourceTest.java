package dev.chaperone.proxy.upstream.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoogleTokenSourceTest {
  @TempDir Path folder;
  private FakeTokenEndpoint endpoint;
  private Path file;

  @BeforeEach
  void setUp() throws Exception {
    endpoint = new FakeTokenEndpoint();
    file = endpoint.serviceAccountFile(folder);
  }

  @AfterEach
  void tearDown() {
    endpoint.close();
  }

  @Test
  void aServiceAccountFileGivesATokenForBigQuery() throws Exception {
    try (UpstreamCredentials credentials =
        UpstreamCredentials.open(new CredentialSpec.KeyFile(file), Clock.systemUTC())) {
      assertThat(credentials.authorization()).contains("Bearer google-1");
      assertThat(credentials.authorization()).contains("Bearer google-1");
    }
    assertThat(endpoint.requests()).hasSize(1);
    assertThat(assertionClaims(endpoint.requests().getFirst()))
        .contains("\"https://www.googleapis.com/auth/bigquery\"")
        .contains("gateway@p.iam.gserviceaccount.com");
  }

  @Test
  void impersonationAsksForTheOtherAccountWithTheFilesOwnToken() throws Exception {
    GoogleTokenSource source =
        GoogleTokenSource.open(
            CredentialSpec.parse("impersonate:reader@p.iam.gserviceaccount.com:" + file),
            Clock.systemUTC(),
            Optional.of(endpoint.url() + "/v1/reader:generateAccessToken"));
    assertThat(source.fetch().value()).isEqualTo("impersonated-2");
    assertThat(assertionClaims(endpoint.requests().getFirst())).contains("auth/cloud-platform");
    assertThat(endpoint.requests().getLast())
        .startsWith("/v1/reader:generateAccessToken")
        .contains("https://www.googleapis.com/auth/bigquery");
  }

  @Test
  void noneSendsNoHeader() throws Exception {
    try (UpstreamCredentials none =
        UpstreamCredentials.open(CredentialSpec.parse("none"), Clock.systemUTC())) {
      assertThat(none.authorization()).isEmpty();
    }
  }

  @Test
  void p1ARefusedCredentialIsExplainedWithoutAnythingTheEndpointEchoes() throws Exception {
    endpoint.failWith(
        400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT: ECHO\"}");
    GoogleTokenSource source =
        GoogleTokenSource.open(new CredentialSpec.KeyFile(file), Clock.systemUTC());
    CredentialException failure = failure(source::fetch);
    assertThat(failure)
        .hasMessageContaining("HTTP 400 invalid_grant")
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--credentials")
        .hasNoCause();
    String assertion = endpoint.requests().getFirst().replaceAll(".*assertion=", "");
    assertThat(assertion).hasSizeGreaterThan(100);
    assertThat(everythingAbout(failure) + source)
        .doesNotContain(assertion.substring(0, 40))
        .doesNotContain("Invalid JWT")
        .doesNotContain("PRIVATE");
  }

  @Test
  void p1NoLogShowsAssertionsOrTokensEvenWhenEverythingIsLogged() throws Exception {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler =
        new StreamHandler() {
          @Override
          public synchronized void publish(LogRecord entry) {
            logged.add(new SimpleFormatter().format(entry));
          }
        };
    handler.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    Logger http = Logger.getLogger("com.google.api.client.http.HttpTransport");
    Level before = root.getLevel();
    root.setLevel(Level.ALL);
    http.setLevel(Level.ALL);
    root.addHandler(handler);
    try {
      http.fine("the handler works");
      GoogleTokenSource.open(
              CredentialSpec.parse("impersonate:reader@p.iam.gserviceaccount.com:" + file),
              Clock.systemUTC(),
              Optional.of(endpoint.url() + "/v1/reader:generateAccessToken"))
          .fetch();
    } finally {
      root.removeHandler(handler);
      root.setLevel(before);
    }
    assertThat(endpoint.requests()).hasSize(2);
    assertThat(logged).anyMatch(line -> line.contains("the handler works"));
    assertThat(String.join("\n", logged))
        .doesNotContain("assertion")
        .doesNotContain("google-1")
        .doesNotContain("impersonated-2");
  }

  @Test
  void anErrorCodeThatIsNoCodeIsNotRepeated() throws Exception {
    endpoint.failWith(403, "{\"error\":\"secret token ya29.abc\"}");
    GoogleTokenSource source =
        GoogleTokenSource.open(new CredentialSpec.KeyFile(file), Clock.systemUTC());
    assertThat(everythingAbout(failure(source::fetch))).contains("HTTP 403").doesNotContain("ya29");
  }

  @Test
  void anUnreachableEndpointIsTold() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    Files.writeString(
        file, Files.readString(file).replace(endpoint.url(), "http://127.0.0.1:" + port));
    GoogleTokenSource source =
        GoogleTokenSource.open(new CredentialSpec.KeyFile(file), Clock.systemUTC());
    assertThat(failure(source::fetch))
        .hasMessageContaining("could not be asked (ConnectException)")
        .hasMessageContaining("Check network");
  }

  @Test
  void p1FilesThatCannotBeUsedAreExplainedWithoutTheirContent() throws Exception {
    String good = Files.readString(file);
    assertThat(refusalOf("{\"private_key\": \"SECRET")).hasMessageContaining("it is no JSON");
    assertThat(refusalOf("[\"SECRET\"]")).hasMessageContaining("'type' is none of");
    assertThat(refusalOf("{\"type\":\"SECRET\"}")).hasMessageContaining("'type' is none of");
    assertThat(refusalOf(good.replaceFirst("KEY-----\\\\n", "KEY-----\\\\nSECRET!")))
        .hasMessageContaining("damaged");
    assertThat(refusalOf("{\"type\":\"service_account\",\"private_key\":\"SECRET\"}"))
        .hasMessageContaining("missing");
    Files.delete(file);
    assertThat(failure(() -> GoogleTokenSource.open(spec(), Clock.systemUTC())))
        .hasMessageContaining("does not exist");
  }

  private CredentialException refusalOf(String content) throws Exception {
    Files.writeString(file, content);
    CredentialException failure = failure(() -> GoogleTokenSource.open(spec(), Clock.systemUTC()));
    assertThat(everythingAbout(failure)).doesNotContain("SECRET");
    return failure;
  }

  private CredentialSpec spec() {
    return new CredentialSpec.KeyFile(file);
  }

  private static CredentialException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    CredentialException failure = catchThrowableOfType(CredentialException.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }

  private static String everythingAbout(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String assertionClaims(String request) {
    String assertion =
        URLDecoder.decode(
            request.replaceAll(".*assertion=([^&]*).*", "$1"), StandardCharsets.UTF_8);
    return new String(
        Base64.getUrlDecoder().decode(assertion.split("\\.")[1]), StandardCharsets.UTF_8);
  }
}
