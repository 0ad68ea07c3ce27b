package dev.chaperone.proxy.upstream.credentials;

import dev.chaperone.proxy.identity.Repeater;
import dev.chaperone.proxy.upstream.credentials.AccessTokenSource.Token;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one access token ready: fetched in the background well before the old one ends, by one
 * fetch at a time however many requests want it.
 */
final class RefreshingCredentials implements UpstreamCredentials {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshingCredentials.class);

  /** A token with less life than this is not used: the request might outlive it. */
  static final Duration TOO_SHORT = Duration.ofSeconds(30);

  /** A token with less life than this is replaced in the background. */
  static final Duration REFRESH_BEFORE = Duration.ofMinutes(10);

  /** After a failed fetch the next one waits, so that a dead endpoint is not hammered. */
  static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  private static final Duration CHECK_PERIOD = Duration.ofSeconds(20);

  /** No request waits longer than 10 s for the gateway itself. The fetch goes on for later ones. */
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private final AccessTokenSource source;
  private final Clock clock;
  private final Executor background;
  private final Object lock = new Object();
  private volatile State state = State.EMPTY;
  private @Nullable CompletableFuture<Token> running;
  private Repeater.Repetition repetition = () -> {};

  /**
   * @param token the last token fetched, null before the first
   * @param refreshAt when it should be replaced
   * @param failure why the last fetch failed, "" if it did not
   */
  private record State(
      @Nullable Token token, Instant refreshAt, Instant pausedUntil, String failure) {
    static final State EMPTY = new State(null, Instant.MIN, Instant.MIN, "");

    boolean usable(Instant now) {
      return token != null && now.isBefore(token.expires().minus(TOO_SHORT));
    }

    @Override
    public String toString() {
      return "State[" + token + "]";
    }
  }

  RefreshingCredentials(AccessTokenSource source, Clock clock, Executor background) {
    this.source = source;
    this.clock = clock;
    this.background = background;
  }

  static RefreshingCredentials start(AccessTokenSource source, Clock clock, Repeater repeater) {
    // A fetch only waits for the network: one virtual thread each, ended by the fetch itself.
    Executor background = task -> Thread.ofVirtual().name("chaperone-credential-fetch").start(task);
    RefreshingCredentials credentials = new RefreshingCredentials(source, clock, background);
    credentials.refreshIfDue();
    credentials.repetition = repeater.every(CHECK_PERIOD, credentials::refreshIfDue);
    return credentials;
  }

  @Override
  public Optional<String> authorization() throws CredentialException {
    State now = state;
    Token token = now.token();
    if (token != null && now.usable(clock.instant())) {
      refreshIfDue();
      return Optional.of("Bearer " + token.value());
    }
    return Optional.of("Bearer " + awaitFresh().value());
  }

  /** Begins a fetch in the background if the token is near its end and none is under way. */
  void refreshIfDue() {
    Instant now = clock.instant();
    State current = state;
    if (!now.isBefore(current.refreshAt()) && !now.isBefore(current.pausedUntil())) {
      var unused = fetch();
    }
  }

  private Token awaitFresh() throws CredentialException {
    State current = state;
    CompletableFuture<Token> fetch;
    synchronized (lock) {
      if (running == null && clock.instant().isBefore(current.pausedUntil())) {
        throw new CredentialException(current.failure());
      }
    }
    fetch = fetch();
    try {
      return fetch.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new CredentialException(
          e.getCause() instanceof CredentialException failure
              ? failure.explanation()
              : "The Google credential failed unexpectedly. See the gateway's log.");
    } catch (TimeoutException e) {
      throw new CredentialException(
          "Google's token endpoint did not answer in "
              + PATIENCE.toSeconds()
              + " s. Check the network, then repeat the request.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CredentialException("The gateway is stopping.");
    }
  }

  /** The fetch under way, or a new one. */
  private CompletableFuture<Token> fetch() {
    CompletableFuture<Token> mine = new CompletableFuture<>();
    synchronized (lock) {
      if (running != null) {
        return running;
      }
      Token token = state.token();
      if (token != null
          && state.usable(clock.instant())
          && clock.instant().isBefore(state.refreshAt())) {
        // Somebody else's fetch ended between the caller's look and now.
        return CompletableFuture.completedFuture(token);
      }
      running = mine;
    }
    background.execute(() -> run(mine));
    return mine;
  }

  private void run(CompletableFuture<Token> mine) {
    try {
      Token token = source.fetch();
      settle(new State(token, refreshAt(token), Instant.MIN, ""));
      mine.complete(token);
    } catch (CredentialException e) {
      LOG.warn("No new Google access token: {}", e.explanation());
      settle(failed(e.explanation()));
      mine.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      // The text of an unexpected failure may hold anything, so only its kind is told.
      LOG.warn("No new Google access token: {}", e.getClass().getName());
      String message =
          "The Google credential failed unexpectedly (" + e.getClass().getName() + ").";
      settle(failed(message));
      mine.completeExceptionally(new CredentialException(message));
    }
  }

  private void settle(State next) {
    synchronized (lock) {
      state = next;
      running = null;
    }
  }

  private State failed(String message) {
    State old = state;
    return new State(
        old.token(), old.refreshAt(), clock.instant().plus(PAUSE_AFTER_FAILURE), message);
  }

  /** Ten minutes before the end, or at half life for tokens that are short. */
  private Instant refreshAt(Token token) {
    Instant now = clock.instant();
    Duration life = Duration.between(now, token.expires());
    Duration ahead =
        life.dividedBy(2).compareTo(REFRESH_BEFORE) < 0 ? life.dividedBy(2) : REFRESH_BEFORE;
    return token.expires().minus(ahead);
  }

  @Override
  public void close() {
    repetition.close();
  }
}
