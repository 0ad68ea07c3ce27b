package dev.chaperone.ui.model.settings;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Light, dark or as the system says. */
public final class ThemeModel {
  /** What the operator chose. */
  public enum Choice {
    SYSTEM("As the system"),
    LIGHT("Light"),
    DARK("Dark");

    private final String text;

    Choice(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  private static final String KEY = "theme";

  private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.SYSTEM);
  private final BooleanProperty systemDark = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();

  public ThemeModel(Preferences preferences) {
    preferences
        .get(KEY)
        .ifPresent(
            kept -> {
              for (Choice known : Choice.values()) {
                if (known.name().equals(kept)) {
                  choice.set(known);
                }
              }
            });
    choice.addListener((property, old, now) -> preferences.put(KEY, now.name()));
    choice.addListener((property, old, now) -> decide());
    systemDark.addListener((property, old, now) -> decide());
    decide();
  }

  private void decide() {
    dark.set(
        switch (choice.get()) {
          case SYSTEM -> systemDark.get();
          case LIGHT -> false;
          case DARK -> true;
        });
  }

  public ObjectProperty<Choice> choiceProperty() {
    return choice;
  }

  /** The view sets it from the platform. */
  public BooleanProperty systemDarkProperty() {
    return systemDark;
  }

  /** What to show. */
  public ReadOnlyBooleanProperty darkProperty() {
    return dark.getReadOnlyProperty();
  }

  /** Light, dark, system, light… */
  public void next() {
    choice.set(
        switch (choice.get()) {
          case SYSTEM -> Choice.LIGHT;
          case LIGHT -> Choice.DARK;
          case DARK -> Choice.SYSTEM;
        });
  }
}
