package dev.chaperone.ui.model.player;

import dev.chaperone.ui.model.session.SessionModel;
import dev.chaperone.ui.model.timeline.Marker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/**
 * Plays the selected session: moves its cursor as its frames came, faster or slower, and skips idle
 * time. The view calls {@link #tick} for every picture it draws; time comes from the clock.
 */
public final class Player {
  public static final List<Double> SPEEDS = List.of(0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0);

  /** A gap lasts no longer than this when idle time is skipped. */
  public static final Duration IDLE_LIMIT = Duration.ofSeconds(2);

  private static final double NANOS = 1e9;

  /** What the player does. */
  public enum State {
    /** At the tail of a session that still grows. */
    LIVE,
    PLAYING,
    PAUSED,
    /** Behind the last frame; play starts again from the first. */
    ENDED
  }

  private final SessionModel session;
  private final Clock clock;
  private final Playhead playhead;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.PAUSED);
  private final ReadOnlyLongWrapper position = new ReadOnlyLongWrapper();
  private final DoubleProperty speed = new SimpleDoubleProperty(1);
  private final BooleanProperty skipIdle = new SimpleBooleanProperty(true);
  private Instant lastTick;
  private boolean moving;

  public Player(SessionModel session, Clock clock) {
    this.session = session;
    this.clock = clock;
    this.playhead = new Playhead(session, IDLE_LIMIT.toNanos());
    this.lastTick = clock.instant();
    session.cursor().frameProperty().addListener((property, old, now) -> cursorMoved());
    session.follow().atTailProperty().addListener((property, old, now) -> tailChanged(now));
    session.sessionProperty().addListener((property, old, now) -> sessionChanged());
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Nanoseconds since the session's first frame. */
  public ReadOnlyLongProperty positionProperty() {
    return position.getReadOnlyProperty();
  }

  /** 0.25 to 32. */
  public DoubleProperty speedProperty() {
    return speed;
  }

  /** Gaps longer than {@link #IDLE_LIMIT} are jumped over after that time. */
  public BooleanProperty skipIdleProperty() {
    return skipIdle;
  }

  /** From where the cursor is; from the start if it is at the end. */
  public void play() {
    if (session.frameCount() == 0 || state.get() == State.LIVE) {
      return;
    }
    if (position.get() >= end()) {
      seek(0);
    }
    session.follow().picked();
    lastTick = clock.instant();
    state.set(State.PLAYING);
  }

  public void pause() {
    if (state.get() == State.LIVE) {
      session.follow().picked();
    }
    if (state.get() == State.PLAYING || state.get() == State.LIVE) {
      state.set(State.PAUSED);
    }
  }

  public void togglePlay() {
    if (state.get() == State.PLAYING || state.get() == State.LIVE) {
      pause();
    } else {
      play();
    }
  }

  public void faster() {
    SPEEDS.stream().filter(s -> s > speed.get()).findFirst().ifPresent(speed::set);
  }

  public void slower() {
    SPEEDS.reversed().stream().filter(s -> s < speed.get()).findFirst().ifPresent(speed::set);
  }

  /** Moves on by as much as the clock did, times the speed. */
  public void tick() {
    Instant now = clock.instant();
    long passed = Math.max(0, Duration.between(lastTick, now).toNanos());
    lastTick = now;
    if (state.get() != State.PLAYING) {
      return;
    }
    double factor = Math.clamp(speed.get(), SPEEDS.getFirst(), SPEEDS.getLast());
    long target = playhead.advance(position.get(), Math.round(passed * factor), skipIdle.get());
    moveTo(target);
    if (target >= end()) {
      arriveAtEnd();
    }
  }

  private void arriveAtEnd() {
    if (session.isOpen()) {
      goLive();
    } else {
      state.set(State.ENDED);
    }
  }

  /** To a time; the cursor goes to the last frame not after it. Playing goes on from there. */
  public void seek(long time) {
    if (session.frameCount() == 0) {
      return;
    }
    if (state.get() == State.LIVE || state.get() == State.ENDED) {
      state.set(State.PAUSED);
    }
    moveTo(Math.clamp(time, 0, end()));
  }

  /** 0 is the start, 1 the end. */
  public void seekFraction(double fraction) {
    seek(Math.round(end() * Math.clamp(fraction, 0, 1)));
  }

  /** Forward or back by seconds. */
  public void skip(double seconds) {
    seek(position.get() + Math.round(seconds * NANOS));
  }

  public void stepFrame(int steps) {
    pause();
    session.moveFrame(steps);
  }

  public void stepExchange(int steps) {
    pause();
    session.moveExchange(steps);
  }

  /** To the next (1) or previous (-1) error or gap; stays if there is none. */
  public void stepMarker(int steps) {
    long here = session.cursor().frame();
    List<Marker> markers = session.markers();
    List<Marker> ahead = steps > 0 ? markers : markers.reversed();
    ahead.stream()
        .filter(m -> steps > 0 ? m.frame() > here : m.frame() < here)
        .findFirst()
        .ifPresent(
            marker -> {
              pause();
              session.selectFrame(marker.frame());
            });
  }

  /** To the tail, and stay there while the session grows. */
  public void goLive() {
    session.last();
    state.set(atTail());
  }

  private State atTail() {
    return session.isOpen() ? State.LIVE : State.ENDED;
  }

  private long end() {
    int frames = session.frameCount();
    return frames == 0 ? 0 : session.timeOf(frames);
  }

  private void moveTo(long time) {
    position.set(time);
    int frame = session.frameAt(time);
    if (frame > 0 && frame != session.cursor().frame()) {
      moving = true;
      try {
        session.selectFrame(frame);
      } finally {
        moving = false;
      }
    }
  }

  /** The reader, or the tail, moved the cursor. */
  private void cursorMoved() {
    long frame = session.cursor().frame();
    if (moving) {
      return;
    }
    position.set(frame == 0 ? 0 : session.timeOf(frame));
    if (state.get() == State.ENDED && position.get() < end()) {
      state.set(State.PAUSED);
    }
  }

  private void tailChanged(boolean atTail) {
    if (atTail && session.isOpen()) {
      state.set(State.LIVE);
    } else if (!atTail && state.get() == State.LIVE) {
      state.set(State.PAUSED);
    }
  }

  private void sessionChanged() {
    if (session.sessionProperty().get().isEmpty()) {
      state.set(State.PAUSED);
      position.set(0);
    } else if (session.isOpen()
        && session.follow().atTailProperty().get()
        && state.get() != State.PLAYING) {
      state.set(State.LIVE);
    } else if (!session.isOpen() && state.get() == State.LIVE) {
      state.set(State.ENDED);
    }
  }
}
