package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Place;

/** One value that cannot be used; caught where reading can go on with the next. */
final class BadValueException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Place place;
  private final String reason;
  private final String remedy;

  BadValueException(Place place, String reason, String remedy) {
    super(reason);
    this.place = place;
    this.reason = reason;
    this.remedy = remedy;
  }

  Place place() {
    return place;
  }

  String reason() {
    return reason;
  }

  String remedy() {
    return remedy;
  }
}
