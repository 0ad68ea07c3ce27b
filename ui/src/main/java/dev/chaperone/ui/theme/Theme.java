package dev.chaperone.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/** Puts the chosen appearance on the toolkit and follows the system while asked to. */
public final class Theme implements AutoCloseable {
  private static final String SHEET =
      Objects.requireNonNull(
              Theme.class.getResource("/dev/chaperone/ui/theme/console.css"), "console.css")
          .toExternalForm();

  private final ObjectProperty<Appearance> appearance =
      new SimpleObjectProperty<>(Appearance.SYSTEM);
  private final ReadOnlyObjectWrapper<Palette> palette =
      new ReadOnlyObjectWrapper<>(Palette.LIGHT);
  private final ChangeListener<@Nullable ColorScheme> system = (source, before, now) -> apply();

  public Theme(Appearance initial) {
    appearance.set(initial);
    appearance.addListener((source, before, now) -> apply());
    Platform.getPreferences().colorSchemeProperty().addListener(system);
    apply();
  }

  public ObjectProperty<Appearance> appearanceProperty() {
    return appearance;
  }

  /** Colours for what is drawn on a canvas. */
  public ReadOnlyObjectProperty<Palette> paletteProperty() {
    return palette.getReadOnlyProperty();
  }

  public void dress(Scene scene) {
    scene.getStylesheets().setAll(SHEET);
  }

  private void apply() {
    boolean dark =
        switch (appearance.get()) {
          case LIGHT -> false;
          case DARK -> true;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    palette.set(dark ? Palette.DARK : Palette.LIGHT);
  }

  @Override
  public void close() {
    Platform.getPreferences().colorSchemeProperty().removeListener(system);
  }
}
