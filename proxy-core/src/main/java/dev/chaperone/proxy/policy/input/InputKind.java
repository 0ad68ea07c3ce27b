package dev.chaperone.proxy.policy.input;

/** The types that inputs have, in Java and in conditions. */
public enum InputKind {
  TEXT("string"),
  WHOLE("int"),
  DECIMAL("double"),
  FLAG("bool"),
  TEXTS("list(string)"),
  INSTANT("timestamp"),
  DURATION("duration");

  private final String shown;

  InputKind(String shown) {
    this.shown = shown;
  }

  /** The type's name as conditions have it. */
  public String shown() {
    return shown;
  }
}
