package dev.chaperone.proxy.upstream.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.identity.HandRepeater;
import dev.chaperone.proxy.identity.SettableClock;
import dev.chaperone.proxy.upstream.credentials.AccessTokenSource.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RefreshingCredentialsTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile boolean failing;

  @Test
  void aTokenIsReplacedAheadOfItsEndWithoutAnyRequestWaiting() throws Exception {
    RefreshingCredentials credentials =
        new RefreshingCredentials(this::fetch, clock, background::add);
    credentials.refreshIfDue();
    runBackground();
    assertThat(credentials.authorization()).contains("Bearer token-1");
    clock.advance(Duration.ofMinutes(49));
    assertThat(credentials.authorization()).contains("Bearer token-1");
    assertThat(background).isEmpty();

    clock.advance(Duration.ofMinutes(2));
    // Nothing runs the background here, so a request that waited for it would never return.
    assertThat(credentials.authorization()).contains("Bearer token-1");
    assertThat(credentials.authorization()).contains("Bearer token-1");
    assertThat(background).hasSize(1);
    runBackground();
    assertThat(credentials.authorization()).contains("Bearer token-2");
    assertThat(fetches).hasValue(2);
  }

  @Test
  void anIdleGatewayKeepsItsTokenFreshToo() throws Exception {
    HandRepeater repeater = new HandRepeater();
    RefreshingCredentials credentials = RefreshingCredentials.start(this::fetch, clock, repeater);
    assertThat(credentials.authorization()).contains("Bearer token-1");
    repeater.runOnce();
    assertThat(fetches).hasValue(1);
    credentials.close();
    assertThat(repeater.active()).isZero();
  }

  @Test
  void manyRequestsWithoutATokenShareOneFetch() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      RefreshingCredentials credentials =
          new RefreshingCredentials(
              () -> {
                await(release);
                return fetch();
              },
              clock,
              executor);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(executor.submit(() -> credentials.authorization().orElseThrow()));
      }
      release.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("Bearer token-1");
      }
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aFailedRefreshAheadCostsNoRequestWhileTheOldTokenIsGood() throws Exception {
    RefreshingCredentials credentials =
        new RefreshingCredentials(this::fetch, clock, background::add);
    credentials.refreshIfDue();
    runBackground();
    clock.advance(Duration.ofMinutes(55));
    failing = true;
    assertThat(credentials.authorization()).contains("Bearer token-1");
    runBackground();
    assertThat(credentials.authorization()).contains("Bearer token-1");
    assertThat(background).as("no hammering").isEmpty();
    clock.advance(RefreshingCredentials.PAUSE_AFTER_FAILURE);
    failing = false;
    assertThat(credentials.authorization()).contains("Bearer token-1");
    runBackground();
    assertThat(credentials.authorization()).contains("Bearer token-3");
  }

  @Test
  void withoutAGoodTokenAFailureIsTheRequestsFailureAndThenRecovers() throws Exception {
    RefreshingCredentials credentials =
        new RefreshingCredentials(this::fetch, clock, Runnable::run);
    failing = true;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(credentials::authorization)
          .isInstanceOf(CredentialException.class)
          .hasMessage("the endpoint is down");
    }
    assertThat(fetches).as("one fetch, then a pause").hasValue(1);
    failing = false;
    clock.advance(RefreshingCredentials.PAUSE_AFTER_FAILURE);
    assertThat(credentials.authorization()).contains("Bearer token-2");
  }

  @Test
  void anExpiredTokenIsNeverSent() throws Exception {
    RefreshingCredentials credentials =
        new RefreshingCredentials(this::fetch, clock, Runnable::run);
    assertThat(credentials.authorization()).contains("Bearer token-1");
    failing = true;
    clock.advance(Duration.ofHours(1).minus(RefreshingCredentials.TOO_SHORT));
    assertThatThrownBy(credentials::authorization).isInstanceOf(CredentialException.class);
  }

  @Test
  void p1AnUnexpectedFailureIsToldByKindOnly() {
    RefreshingCredentials credentials =
        new RefreshingCredentials(
            () -> {
              throw new IllegalStateException("ya29.secret");
            },
            clock,
            Runnable::run);
    assertThatThrownBy(credentials::authorization)
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("IllegalStateException")
        .hasMessageNotContaining("ya29")
        .hasNoCause();
  }

  @Test
  void p1NoTextShowsTheToken() throws Exception {
    RefreshingCredentials credentials =
        new RefreshingCredentials(this::fetch, clock, Runnable::run);
    assertThat(credentials.authorization()).isPresent();
    assertThat(credentials.toString() + new Token("ya29.secret", clock.instant()))
        .doesNotContain("token-1")
        .doesNotContain("ya29");
  }

  private Token fetch() throws CredentialException {
    int number = fetches.incrementAndGet();
    if (failing) {
      throw new CredentialException("the endpoint is down");
    }
    return new Token("token-" + number, clock.instant().plus(Duration.ofHours(1)));
  }

  private void runBackground() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
