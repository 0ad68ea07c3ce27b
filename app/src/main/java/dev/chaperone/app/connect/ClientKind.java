package dev.chaperone.app.connect;

/** The clients that {@code connect} knows; {@code ENV} is what all of them but Java share. */
public enum ClientKind {
  BQ,
  PYTHON,
  NODE,
  JAVA,
  ENV;

  /** As on the command line. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
