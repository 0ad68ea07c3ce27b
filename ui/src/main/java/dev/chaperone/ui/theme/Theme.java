package dev.chaperone.ui.theme;

import static java.nio.charset.StandardCharsets.UTF_8;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.model.settings.ThemeModel;
import java.net.URLEncoder;
import java.util.Locale;
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

  private static final double TEXT = 13;

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

  /** Popups are windows of their own: they get their size by this sheet. */
  public void dress(Scene scene, double scale) {
    String popups = String.format(Locale.ROOT, ".root { -fx-font-size: %.1fpx; }", TEXT * scale);
    scene
        .getStylesheets()
        .setAll(SHEET, "data:text/css," + URLEncoder.encode(popups, UTF_8).replace("+", "%20"));
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
