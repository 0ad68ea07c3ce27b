package dev.chaperone.ui.model.player;

import dev.chaperone.ui.model.session.SessionModel;
import java.time.Clock;
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

  /** What the player does. */
  public enum State {
    /** At the tail of a session that still grows. */
    LIVE,
    PLAYING,
    PAUSED,
    /** Behind the last frame; play starts again from the first. */
    ENDED
  }

  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.PAUSED);
  private final ReadOnlyLongWrapper position = new ReadOnlyLongWrapper();
  private final DoubleProperty speed = new SimpleDoubleProperty(1);
  private final BooleanProperty skipIdle = new SimpleBooleanProperty(true);

  public Player(SessionModel session, Clock clock) {}

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

  /** Gaps longer than two seconds are jumped over. */
  public BooleanProperty skipIdleProperty() {
    return skipIdle;
  }

  public void play() {}

  public void pause() {}

  public void togglePlay() {}

  public void faster() {}

  public void slower() {}

  /** Moves on by as much as the clock did. */
  public void tick() {}

  /** To a time; the cursor goes to the last frame not after it. */
  public void seek(long time) {}

  /** 0 is the start, 1 the end. */
  public void seekFraction(double fraction) {}

  /** Forward or back by seconds. */
  public void skip(double seconds) {}

  public void stepFrame(int steps) {}

  public void stepExchange(int steps) {}

  /** To the tail, and stay there while the session grows. */
  public void goLive() {}
}
