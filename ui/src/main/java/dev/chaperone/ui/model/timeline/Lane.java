package dev.chaperone.ui.model.timeline;

/** What the timeline counts, top to bottom. */
public enum Lane {
  QUERIES("Queries"),
  JOBS("Upstream jobs"),
  BYTES("Bytes"),
  ERRORS("Errors");

  private final String text;

  Lane(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
