package dev.chaperone.proxy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorSeat;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.proxy.testing.FakeIssuer;
import dev.chaperone.proxy.testing.InMemoryRecordings;
import dev.chaperone.recordings.frame.Decider;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operator sessions by signing in, against an issuer over real HTTP. */
class SignInTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path data;
  private final InMemoryRecordings recordings = new InMemoryRecordings();
  private FakeIssuer issuer;

  @BeforeEach
  void start() throws Exception {
    issuer = new FakeIssuer();
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  private OperatorGuard guard(String... allowed) {
    SignInProvider provider =
        new SignInProvider(URI.create(issuer.issuer()), FakeIssuer.CLIENT, Set.of(allowed));
    return OperatorGuard.open(
        data,
        recordings,
        new OperatorAuth(OperatorAuth.Mode.OIDC, Optional.of(provider)),
        "ada",
        Clock.systemUTC());
  }

  private static OperatorStatus.SignIn asked(OperatorSeat seat) {
    return seat.status().signIn().orElseThrow();
  }

  private static OperatorStatus signIn(OperatorSeat seat, Consumer<URI> browser) {
    String token = new BrowserSignIn(browser, PATIENCE).idToken(asked(seat));
    return seat.unlock(new OperatorProof.IdToken(token, OperatorProof.USUAL));
  }

  private OperatorStatus show(OperatorSeat seat, UnaryOperator<JWTClaimsSet.Builder> falsified) {
    String nonce = asked(seat).nonce();
    issuer.claims = falsified;
    return seat.unlock(new OperatorProof.IdToken(issuer.idToken(nonce), OperatorProof.USUAL));
  }

  @Test
  void whoSignsInInTheBrowserGovernsUnderTheirOwnName() {
    OperatorSeat seat = guard("ada@example.org").seat("window");
    assertThat(seat.status().state()).isEqualTo(OperatorStatus.State.LOCKED);
    OperatorStatus status = signIn(seat, FakeIssuer::browse);
    assertThat(status.state()).isEqualTo(OperatorStatus.State.UNLOCKED);
    assertThat(seat.decider())
        .isEqualTo(
            new Decider("ada@example.org", Decider.How.OPERATOR_SESSION, "oidc", status.session()));
    Map<String, String> asked = issuer.authorizations.getFirst();
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("prompt", "login")
        .containsEntry("max_age", "0")
        .containsKeys("state", "nonce", "code_challenge");
    assertThat(asked.get("redirect_uri")).startsWith("http://127.0.0.1:");
    assertThat(recordings.frames().toString()).doesNotContain("eyJ");
  }

  @Test
  void aSubjectCanBeNamedInsteadOfAnAddress() {
    assertThat(signIn(guard("subject-1").seat("window"), FakeIssuer::browse).state())
        .isEqualTo(OperatorStatus.State.UNLOCKED);
  }

  @Test
  void whoIsNotNamedOrWhoseAddressIsNotVerifiedIsNoOperator() {
    assertRefused(() -> show(guard("grace@example.org").seat("w"), b -> b), "no operator");
    assertRefused(
        () -> show(guard("ada@example.org").seat("w"), b -> b.claim("email_verified", false)),
        "no operator");
    assertRefused(
        () -> show(guard("ada@example.org").seat("w"), b -> b.claim("email_verified", "true")),
        "no operator");
  }

  @Test
  void tokensThatAreNotForThisOfThisIssuerOrOfThisMomentDoNotHold() {
    OperatorSeat seat = guard("subject-1").seat("window");
    Instant now = Instant.now();
    assertRefused(() -> show(seat, b -> b.audience("another")), "does not hold");
    assertRefused(() -> show(seat, b -> b.issuer("https://evil.example")), "does not hold");
    Instant later = now.minusSeconds(900);
    OperatorSeat other = guard("subject-1").seat("window");
    assertRefused(() -> show(other, b -> b.expirationTime(Date.from(later))), "does not hold");
    assertRefused(() -> show(other, b -> b.claim("nonce", "another")), "does not hold");
    OperatorSeat third = guard("subject-1").seat("window");
    assertRefused(() -> show(third, b -> b.claim("auth_time", later.getEpochSecond())), "just now");
    assertRefused(() -> show(third, b -> b.claim("auth_time", null)), "just now");
    OperatorSeat fourth = guard("subject-1").seat("window");
    issuer.foreignKey = true;
    assertRefused(() -> show(fourth, b -> b), "does not hold");
    for (String unsigned : new String[] {"e30.e30.", "eyJhbGciOiJub25lIn0.e30.", "no token"}) {
      OperatorSeat fresh = guard("subject-1").seat("window");
      asked(fresh);
      assertRefused(
          () -> fresh.unlock(new OperatorProof.IdToken(unsigned, OperatorProof.USUAL)),
          unsigned.startsWith("eyJ") ? "not signed" : "no ID token");
    }
    assertThat(seat.status().state()).isEqualTo(OperatorStatus.State.LOCKED);
  }

  @Test
  void aTokenCountsOnceAndForTheConsoleItWasAskedForOnly() {
    OperatorGuard guard = guard("subject-1");
    OperatorSeat seat = guard.seat("window");
    OperatorSeat other = guard.seat("control socket");
    String token = issuer.idToken(asked(seat).nonce());
    asked(other);
    assertRefused(
        () -> other.unlock(new OperatorProof.IdToken(token, OperatorProof.USUAL)), "does not hold");
    seat.unlock(new OperatorProof.IdToken(token, OperatorProof.USUAL));
    seat.lock();
    assertRefused(
        () -> seat.unlock(new OperatorProof.IdToken(token, OperatorProof.USUAL)), "begin again");
  }

  @Test
  void aPassphraseIsNoSignIn() {
    OperatorSeat seat = guard("subject-1").seat("window");
    assertRefused(
        () ->
            seat.unlock(
                new OperatorProof.Passphrase(
                    "plum harbour wicket".toCharArray(), OperatorProof.USUAL)),
        "operator login");
  }

  @Test
  void withoutAGatewayNobodySignsIn() {
    guard("subject-1").gatewayStarts();
    OperatorGuard later =
        OperatorGuard.open(data, recordings, OperatorAuth.AS_BEFORE, "ada", Clock.systemUTC());
    assertThat(later.isUnprotected()).isFalse();
    assertThat(later.seat("command").status().state()).isEqualTo(OperatorStatus.State.REFUSING);
  }

  @Test
  void aBrowserThatBringsAnErrorOrSomebodyElsesAnswerDoesNot() {
    OperatorSeat seat = guard("subject-1").seat("window");
    issuer.refuses = true;
    assertRefused(() -> signIn(seat, FakeIssuer::browse), "access_denied");
    issuer.refuses = false;
    assertThat(
            signIn(
                    seat,
                    address -> {
                      knock(address, "/operator?code=stolen&state=guessed");
                      knock(address, "/favicon.ico");
                      FakeIssuer.browse(address);
                    })
                .state())
        .isEqualTo(OperatorStatus.State.UNLOCKED);
  }

  /** At the loopback address that an authorization names. */
  private static void knock(URI authorization, String target) {
    String port = authorization.getRawQuery().replaceFirst(".*127\\.0\\.0\\.1%3A(\\d+).*", "$1");
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(port))) {
                socket
                    .getOutputStream()
                    .write(
                        ("GET " + target + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                socket.getInputStream().readAllBytes();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }

  @Test
  void onlySafeIssuersWithNamedOperatorsAreTaken() {
    Set<String> ada = Set.of("ada@example.org");
    for (String address :
        new String[] {
          "http://issuer.example", "ftp://issuer.example", "https://u:p@issuer.example"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SignInProvider(URI.create(address), "id", ada));
    }
    URI good = URI.create("https://issuer.example");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SignInProvider(good, "id", Set.of()))
        .withMessageContaining("--operator-allowed");
    assertThatIllegalArgumentException().isThrownBy(() -> new SignInProvider(good, " ", ada));
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable deed, String told) {
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(deed)
        .withMessageContaining(told)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ConsoleException.Code.REFUSED_OPERATOR));
  }
}
