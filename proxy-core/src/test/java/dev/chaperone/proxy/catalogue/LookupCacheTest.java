package dev.chaperone.proxy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.identity.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LookupCacheTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));

  /** Look-ups run when the test says so. */
  private final Deque<Runnable> started = new ArrayDeque<>();

  private final LookupCache<String, String> cache =
      new LookupCache<>(
          clock,
          Duration.ofSeconds(60),
          started::add,
          (before, now) -> now.equals(before) ? before : now);

  private CompletableFuture<Answer<String>> ask(Answer<String> answer) {
    return cache.ask("orders", () -> answer);
  }

  private static Answer<String> found(String value) {
    return new Answer.Found<>(value);
  }

  private void run() {
    started.removeFirst().run();
  }

  @Test
  void manyAskersShareOneLookUp() {
    var first = ask(found("1"));
    var second = ask(found("2"));
    var third = ask(found("3"));
    assertThat(started).hasSize(1);
    assertThat(first.isDone()).isFalse();

    run();
    assertThat(first.join()).isEqualTo(found("1"));
    assertThat(second.join()).isEqualTo(found("1"));
    assertThat(third.join()).isEqualTo(found("1"));
  }

  @Test
  void anAnswerIsBelievedForAMinuteFromWhenItWasAskedAndNotLonger() {
    ask(found("1"));
    clock.advance(Duration.ofSeconds(5));
    run();
    clock.advance(Duration.ofSeconds(59));
    assertThat(ask(found("2")).join()).isEqualTo(found("1"));
    assertThat(started).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    var later = ask(found("2"));
    run();
    assertThat(later.join()).isEqualTo(found("2"));
  }

  @Test
  void thatSomethingDoesNotExistIsBelievedForFiveSecondsOnly() {
    ask(new Answer.Missing<>());
    run();
    clock.advance(Duration.ofSeconds(4));
    assertThat(ask(found("1")).join()).isEqualTo(new Answer.Missing<String>());

    clock.advance(Duration.ofSeconds(1));
    ask(found("1"));
    assertThat(started).hasSize(1);
  }

  @Test
  void whatTellsNothingIsNotKept() {
    for (Answer<String> nothing :
        java.util.List.<Answer<String>>of(new Answer.Failed<>("503"), new Answer.Unsent<>())) {
      var asked = ask(nothing);
      run();
      assertThat(asked.join()).isEqualTo(nothing);
    }
    ask(found("1"));
    assertThat(started).as("asked again").hasSize(1);
  }

  @Test
  void aLookUpThatBreaksTellsItsAskersAndIsNotKept() {
    var first = cache.ask("orders", () -> thrown());
    var second = ask(found("2"));
    assertThatThrownBy(this::run).isInstanceOf(IllegalStateException.class);

    assertThat(first.join()).isInstanceOf(Answer.Failed.class);
    assertThat(second.join()).isInstanceOf(Answer.Failed.class);
    ask(found("3"));
    assertThat(started).hasSize(1);
  }

  private static Answer<String> thrown() {
    throw new IllegalStateException("a fault");
  }

  @Test
  void whatWasForgottenIsAskedAnewAndNothingUnderWayBringsItBack() {
    var before = ask(found("old"));
    cache.invalidate(key -> key.equals("orders"));
    var after = ask(found("new"));
    assertThat(started).hasSize(2);

    Runnable older = started.removeFirst();
    run();
    older.run();
    assertThat(before.join()).isEqualTo(found("old"));
    assertThat(after.join()).isEqualTo(found("new"));
    assertThat(ask(found("newest")).join()).isEqualTo(found("new"));
  }

  @Test
  void onlyWhatIsMeantIsForgotten() {
    ask(found("1"));
    run();
    cache.invalidate(key -> key.equals("customers"));
    assertThat(ask(found("2")).join()).isEqualTo(found("1"));

    cache.invalidate(key -> true);
    ask(found("2"));
    assertThat(started).hasSize(1);
  }

  @Test
  @SuppressWarnings("StringOperationCanBeSimplified")
  void anUnchangedValueStaysTheSameInstance() {
    String first = new String("same");
    ask(found(first));
    run();
    cache.invalidate(key -> true);
    var again = ask(found(new String("same")));
    run();

    assertThat(again.join())
        .isInstanceOfSatisfying(
            Answer.Found.class, found -> assertThat(found.value()).isSameAs(first));
  }

  @Test
  void aGatewayThatStopsLeavesNobodyWaiting() {
    LookupCache<String, String> stopping =
        new LookupCache<>(
            clock,
            Duration.ofSeconds(60),
            task -> {
              throw new RejectedExecutionException("stopped");
            },
            (before, now) -> now);

    assertThat(stopping.ask("orders", () -> found("1")).join()).isInstanceOf(Answer.Failed.class);
  }
}
