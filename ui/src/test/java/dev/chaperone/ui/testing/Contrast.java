package dev.chaperone.ui.testing;

import javafx.scene.Node;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** Contrast of colours as WCAG 2 computes it. */
public final class Contrast {
  private Contrast() {}

  public static double ratio(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color c) {
    return 0.2126 * linear(c.getRed())
        + 0.7152 * linear(c.getGreen())
        + 0.0722 * linear(c.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  /** The colour behind a node: its own and its parents' backgrounds, one over the other. */
  public static Color behind(Node node) {
    if (node == null) {
      return Color.WHITE;
    }
    Color below = null;
    if (node instanceof Region region && region.getBackground() != null) {
      for (BackgroundFill fill : region.getBackground().getFills()) {
        if (fill.getFill() instanceof Color colour && colour.getOpacity() > 0) {
          below = over(colour, below == null ? null : below, node);
        }
      }
    }
    return below == null ? behind(node.getParent()) : below;
  }

  private static Color over(Color colour, Color before, Node node) {
    if (colour.isOpaque()) {
      return colour;
    }
    return over(colour, before == null ? behind(node.getParent()) : before);
  }

  public static Color over(Color colour, Color below) {
    Color solid = Color.color(colour.getRed(), colour.getGreen(), colour.getBlue());
    return below.interpolate(solid, colour.getOpacity());
  }
}
