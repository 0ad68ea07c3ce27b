package dev.chaperone.app.doctor;

/**
 * One thing that was looked at.
 *
 * @param next what to do about it, {@code ""} if nothing
 */
public record Finding(String topic, Level level, String message, String next) {
  /** How bad it is. */
  public enum Level {
    OK("ok"),
    WARNING("warning"),
    FAULT("FAULT");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  static Finding ok(String topic, String message) {
    return new Finding(topic, Level.OK, message, "");
  }

  static Finding warning(String topic, String message, String next) {
    return new Finding(topic, Level.WARNING, message, next);
  }

  static Finding fault(String topic, String message, String next) {
    return new Finding(topic, Level.FAULT, message, next);
  }
}
