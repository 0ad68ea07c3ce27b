package dev.chaperone.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.model.settings.ThemeModel;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;

/** Puts the chosen appearance on the toolkit, and tells the model what the system has. */
public final class Theme implements AutoCloseable {
  private static final String SHEET =
      Objects.requireNonNull(
              Theme.class.getResource("/dev/chaperone/ui/theme/console.css"), "console.css")
          .toExternalForm();

  private final Subscriptions subscriptions = new Subscriptions();
  private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(Palette.LIGHT);

  public Theme(ThemeModel model) {
    subscriptions.observe(
        Platform.getPreferences().colorSchemeProperty(),
        scheme -> model.systemDarkProperty().set(scheme == ColorScheme.DARK));
    subscriptions.observe(model.darkProperty(), this::apply);
  }

  /** Colours for what is drawn on a canvas. */
  public ReadOnlyObjectProperty<Palette> paletteProperty() {
    return palette.getReadOnlyProperty();
  }

  public void dress(Scene scene) {
    scene.getStylesheets().setAll(SHEET);
  }

  private void apply(boolean dark) {
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    palette.set(dark ? Palette.DARK : Palette.LIGHT);
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
