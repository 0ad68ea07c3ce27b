package dev.chaperone.proxy.mask;

/** What a cell's value looks like in JSON; NULL may stand for each. */
enum Shape {
  /** A text, a number, true or false. */
  SCALAR,
  /** An array of {@code {"v": …}}. */
  ARRAY,
  /** An object {@code {"f": […]}}. */
  RECORD,
  ANY;

  /** Whether a value that begins with this byte may be meant. */
  boolean begins(byte first) {
    return switch (this) {
      case SCALAR -> first != '{' && first != '[';
      case ARRAY -> first == '[' || first == 'n';
      case RECORD -> first == '{' || first == 'n';
      case ANY -> true;
    };
  }
}
