package dev.chaperone.ui.model.session;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/** The one place in a session that list, timeline and inspector share. */
public final class Cursor {
  private final ReadOnlyLongWrapper frame = new ReadOnlyLongWrapper();
  private final ReadOnlyIntegerWrapper exchange = new ReadOnlyIntegerWrapper();

  /** The frame's place in its session, from 1; 0 while nothing is selected. */
  public ReadOnlyLongProperty frameProperty() {
    return frame.getReadOnlyProperty();
  }

  /**
   * The place of the frame's exchange in the session, from 1; 0 if it has none. It is set before
   * {@link #frameProperty} tells of the frame.
   */
  public ReadOnlyIntegerProperty exchangeProperty() {
    return exchange.getReadOnlyProperty();
  }

  public long frame() {
    return frame.get();
  }

  public int exchange() {
    return exchange.get();
  }

  void set(long newFrame, int newExchange) {
    exchange.set(newExchange);
    frame.set(newFrame);
  }
}
