package dev.chaperone.ui.model.session;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * Whether a list follows its tail: it begins at the end, stops when the reader scrolls away, counts
 * what is new meanwhile, and goes on when asked or when the reader scrolls back to the end.
 */
public final class FollowTail {
  private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyIntegerWrapper unseen = new ReadOnlyIntegerWrapper();

  public ReadOnlyBooleanProperty followingProperty() {
    return following.getReadOnlyProperty();
  }

  public boolean isFollowing() {
    return following.get();
  }

  /** The number for the chip "N new". */
  public ReadOnlyIntegerProperty unseenProperty() {
    return unseen.getReadOnlyProperty();
  }

  /** The reader scrolled; {@code atEnd} if the last row is visible. */
  public void scrolled(boolean atEnd) {
    if (atEnd) {
      resume();
    } else {
      following.set(false);
    }
  }

  /** The reader chose a row: reading it must not be disturbed. */
  public void picked() {
    following.set(false);
  }

  /** End key, or the chip. */
  public void resume() {
    following.set(true);
    unseen.set(0);
  }

  /** F. */
  public void toggle() {
    if (following.get()) {
      following.set(false);
    } else {
      resume();
    }
  }

  void arrived(int rows) {
    if (!following.get()) {
      unseen.set(unseen.get() + rows);
    }
  }
}
