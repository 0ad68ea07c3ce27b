package dev.chaperone.ui.theme;

/** What the person chose. */
public enum Appearance {
  SYSTEM("Follow the system"),
  LIGHT("Light"),
  DARK("Dark");

  private final String text;

  Appearance(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public Appearance next() {
    return values()[(ordinal() + 1) % values().length];
  }
}
