package dev.chaperone.ui.model.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chaperone.ui.model.console.Attached;
import dev.chaperone.ui.model.player.Player.State;
import dev.chaperone.ui.model.session.SessionModel;
import dev.chaperone.ui.model.testing.Tape;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayerTest {
  private static final long SECOND = 1_000_000_000L;

  private final Attached attached = new Attached();
  private final SessionModel session = new SessionModel(attached.console, attached.context);
  private final Player player = new Player(session, attached.clock);

  /** Opened at 0, then a query of seven frames at each second; closed with the last. */
  private void recorded(int queries) {
    grown(queries);
    attached.tape.closed("s");
    show();
  }

  private void grown(int queries) {
    attached.tape.opened("s", "a");
    for (int i = 0; i < queries; i++) {
      attached.tape.after(Duration.ofSeconds(1)).query("s", "SELECT " + i, 200, "{}");
    }
  }

  private void show() {
    attached.attach();
    session.show(Optional.of(Tape.session("s")));
  }

  private void pass(Duration time) {
    attached.clock.advance(time);
    player.tick();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 1, 2, 4, 8, 16, 32})
  void playsAtEverySpeed(double speed) {
    recorded(100);
    player.seek(0);
    player.speedProperty().set(speed);
    player.play();
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofMillis(100));
    }
    assertThat(player.positionProperty().get() / 1e9).isCloseTo(2 * speed, within(1e-6));
    assertThat(session.cursor().frame()).isEqualTo(1 + 7 * (long) (2 * speed));
  }

  @Test
  void timeThatPassedBeforePlayDoesNotCount() {
    recorded(10);
    player.seek(0);
    attached.clock.advance(Duration.ofMinutes(5));
    player.play();
    pass(Duration.ofMillis(500));
    assertThat(player.positionProperty().get()).isEqualTo(SECOND / 2);
  }

  @Test
  void pausesAndGoesOnFromThere() {
    recorded(10);
    player.seek(0);
    player.play();
    pass(Duration.ofSeconds(2));
    player.togglePlay();
    pass(Duration.ofSeconds(5));
    assertThat(player.positionProperty().get()).isEqualTo(2 * SECOND);
    player.togglePlay();
    pass(Duration.ofSeconds(1));
    assertThat(player.positionProperty().get()).isEqualTo(3 * SECOND);
  }

  @Test
  void longGapsAreCutToTheLimit() {
    attached.tape.opened("s", "a").after(Duration.ofHours(3)).query("s", "SELECT 1", 200, "{}");
    attached.tape.after(Duration.ofSeconds(1)).closed("s");
    show();
    player.seek(0);
    player.play();
    pass(Duration.ofMillis(1_500));
    assertThat(session.cursor().frame()).isEqualTo(1);
    pass(Duration.ofMillis(600));
    assertThat(session.cursor().frame()).isEqualTo(8);
    assertThat(player.positionProperty().get())
        .isEqualTo(Duration.ofHours(3).plusMillis(100).toNanos());
  }

  @Test
  void aPlaceWithinAGapIsLeftAtOnce() {
    attached.tape.opened("s", "a").after(Duration.ofHours(3)).query("s", "SELECT 1", 200, "{}");
    attached.tape.after(Duration.ofSeconds(1)).closed("s");
    show();
    player.seek(Duration.ofHours(1).toNanos());
    player.play();
    pass(Duration.ofMillis(16));
    assertThat(session.cursor().frame()).isEqualTo(8);
  }

  @Test
  void idleTimeIsPlayedWhenItIsNotSkipped() {
    attached.tape.opened("s", "a").after(Duration.ofHours(3)).closed("s");
    show();
    player.seek(0);
    player.skipIdleProperty().set(false);
    player.play();
    pass(Duration.ofMinutes(30));
    assertThat(player.positionProperty().get()).isEqualTo(Duration.ofMinutes(30).toNanos());
  }

  @Test
  void endsAtTheLastFrameAndPlaysAgainFromTheFirst() {
    recorded(3);
    player.seek(0);
    player.play();
    pass(Duration.ofMinutes(1));
    assertThat(player.stateProperty().get()).isEqualTo(State.ENDED);
    assertThat(session.cursor().frame()).isEqualTo(session.frameCount());
    player.play();
    assertThat(player.stateProperty().get()).isEqualTo(State.PLAYING);
    assertThat(session.cursor().frame()).isEqualTo(1);
  }

  @Test
  void seeksSkipsAndJumps() {
    recorded(10);
    player.seekFraction(0.5);
    assertThat(player.positionProperty().get()).isEqualTo(5 * SECOND);
    assertThat(session.cursor().exchange()).isEqualTo(5);
    player.skip(-2);
    assertThat(session.cursor().exchange()).isEqualTo(3);
    player.skip(-100);
    assertThat(session.cursor().frame()).isEqualTo(1);
    player.skip(1_000);
    assertThat(player.positionProperty().get()).isEqualTo(10 * SECOND);
  }

  @Test
  void stepsByFrameExchangeAndMarker() {
    attached.tape.opened("s", "a").after(Duration.ofSeconds(1)).query("s", "a", 200, "{}");
    attached.tape.after(Duration.ofSeconds(1)).query("s", "bad", 400, "{}");
    attached.tape.after(Duration.ofSeconds(1)).query("s", "c", 200, "{}").closed("s");
    show();
    player.seek(0);
    player.play();
    player.stepFrame(1);
    assertThat(player.stateProperty().get()).isEqualTo(State.PAUSED);
    assertThat(session.cursor().frame()).isEqualTo(2);
    assertThat(player.positionProperty().get()).isEqualTo(SECOND);
    player.stepExchange(1);
    assertThat(session.cursor().exchange()).isEqualTo(2);
    player.stepMarker(1);
    assertThat(session.cursor().frame()).isEqualTo(15);
    player.stepMarker(1);
    assertThat(session.cursor().frame()).isEqualTo(15);
  }

  @Test
  void aSessionThatGrowsIsLiveUntilTheReaderLeavesItsTail() {
    grown(3);
    show();
    assertThat(player.stateProperty().get()).isEqualTo(State.LIVE);
    attached.tape.after(Duration.ofSeconds(1)).query("s", "SELECT 4", 200, "{}");
    attached.live();
    assertThat(player.positionProperty().get()).isEqualTo(4 * SECOND);
    session.selectExchange(1);
    assertThat(player.stateProperty().get()).isEqualTo(State.PAUSED);
    assertThat(player.positionProperty().get()).isEqualTo(SECOND);
    player.goLive();
    assertThat(player.stateProperty().get()).isEqualTo(State.LIVE);
    assertThat(session.cursor().exchange()).isEqualTo(4);
  }

  @Test
  void playingAGrowingSessionToItsEndBecomesLive() {
    grown(3);
    show();
    player.seek(0);
    player.play();
    pass(Duration.ofSeconds(10));
    assertThat(player.stateProperty().get()).isEqualTo(State.LIVE);
  }

  @Test
  void speedStepsThroughTheTable() {
    player.slower();
    player.slower();
    player.slower();
    assertThat(player.speedProperty().get()).isEqualTo(0.25);
    for (int i = 0; i < 20; i++) {
      player.faster();
    }
    assertThat(player.speedProperty().get()).isEqualTo(32);
  }

  @Test
  void nothingHappensWithoutFrames() {
    player.play();
    pass(Duration.ofSeconds(1));
    player.seekFraction(0.5);
    assertThat(player.stateProperty().get()).isEqualTo(State.PAUSED);
    assertThat(player.positionProperty().get()).isZero();
  }

  @Test
  void seeksInAHundredThousandFrames() {
    grown(14_286);
    attached.tape.closed("s");
    long begun = System.nanoTime();
    show();
    long shown = System.nanoTime();
    long worst = 0;
    for (int i = 0; i < 1_000; i++) {
      long before = System.nanoTime();
      player.seekFraction((i * 7_919 % 1_000) / 1_000.0);
      worst = Math.max(worst, System.nanoTime() - before);
    }
    System.out.printf(
        "session of %,d frames: read in %d ms, worst of 1,000 seeks %d us%n",
        session.frameCount(), (shown - begun) / 1_000_000, worst / 1_000);
    assertThat(session.frameCount()).isEqualTo(100_004);
    player.seekFraction(1);
    assertThat(session.cursor().frame()).isEqualTo(100_004);
  }
}
