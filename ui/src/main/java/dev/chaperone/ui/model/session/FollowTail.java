package dev.chaperone.ui.model.session;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * Whether a list follows its tail: it begins at the end, stops when the reader scrolls away or
 * picks a row, counts what is new meanwhile, and goes on when asked or when the reader scrolls back
 * to the end. The cursor goes along only until the reader picks a row: scrolling never takes it
 * away.
 */
public final class FollowTail {
  private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyIntegerWrapper unseen = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper atTail = new ReadOnlyBooleanWrapper(true);
  private boolean carrying = true;

  public ReadOnlyBooleanProperty followingProperty() {
    return following.getReadOnlyProperty();
  }

  public boolean isFollowing() {
    return following.get();
  }

  /** The cursor goes along with the tail. */
  public ReadOnlyBooleanProperty atTailProperty() {
    return atTail.getReadOnlyProperty();
  }

  /** The number for the chip "N new". */
  public ReadOnlyIntegerProperty unseenProperty() {
    return unseen.getReadOnlyProperty();
  }

  /** The reader scrolled; {@code atEnd} if the last row is visible. */
  public void scrolled(boolean atEnd) {
    become(atEnd, carrying);
  }

  /** The reader chose a row: reading it must not be disturbed. */
  public void picked() {
    become(false, false);
  }

  /** End key, or the chip. */
  public void resume() {
    become(true, true);
  }

  /** F. */
  public void toggle() {
    if (following.get()) {
      picked();
    } else {
      resume();
    }
  }

  private void become(boolean follow, boolean carry) {
    carrying = carry;
    if (follow) {
      unseen.set(0);
    }
    following.set(follow);
    atTail.set(follow && carry);
  }

  void arrived(int rows) {
    if (!following.get()) {
      unseen.set(unseen.get() + rows);
    }
  }
}
