package dev.chaperone.ui.theme;

import javafx.scene.paint.Color;

/** The theme's colours for what is drawn on a canvas, which no style sheet reaches. */
public record Palette(
    Color background,
    Color lane,
    Color grid,
    Color text,
    Color muted,
    Color query,
    Color running,
    Color job,
    Color bytes,
    Color error,
    Color marker,
    Color cursor,
    Color gap) {
  public static final Palette LIGHT =
      new Palette(
          Color.web("#ffffff"),
          Color.web("#f6f8fa"),
          Color.web("#d8dee4"),
          Color.web("#24292f"),
          Color.web("#57606a"),
          Color.web("#218bff"),
          Color.web("#80ccff"),
          Color.web("#8250df"),
          Color.web("#2da44e"),
          Color.web("#cf222e"),
          Color.web("#bf8700"),
          Color.web("#0550ae"),
          Color.web("#eaeef2"));
  public static final Palette DARK =
      new Palette(
          Color.web("#0d1117"),
          Color.web("#161b22"),
          Color.web("#30363d"),
          Color.web("#c9d1d9"),
          Color.web("#8b949e"),
          Color.web("#388bfd"),
          Color.web("#1158c7"),
          Color.web("#a371f7"),
          Color.web("#3fb950"),
          Color.web("#f85149"),
          Color.web("#d29922"),
          Color.web("#79c0ff"),
          Color.web("#21262d"));
}
