package dev.chaperone.ui.timeline;

import dev.chaperone.ui.model.timeline.Marker;
import dev.chaperone.ui.theme.Palette;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Draws markers as small flags at the top, of a shape per kind, at most one for two pixels. */
final class MarkerRenderer implements Renderer {
  static final double SIZE = 7;

  private Area area = new Area(0, 0);

  @Override
  public void resize(Area newArea) {
    area = newArea;
  }

  @Override
  public void render(GraphicsContext graphics, Picture picture) {
    double last = -10;
    for (Marker marker : picture.markers()) {
      double x = Math.rint(picture.xOf(marker.time(), area));
      if (x < area.left() || x > area.left() + area.plotWidth() || x - last < 2) {
        continue;
      }
      last = x;
      graphics.setFill(colour(marker, picture.palette()));
      double y = area.axis();
      switch (marker.kind()) {
        case ERROR ->
            graphics.fillPolygon(
                new double[] {x - 4, x + 4, x}, new double[] {y - SIZE, y - SIZE, y}, 3);
        case GAP -> graphics.fillRect(x - 1.5, y - SIZE, 3, SIZE);
        case HIT -> graphics.fillOval(x - 3.5, y - SIZE, SIZE, SIZE);
        case NOTE -> graphics.fillRect(x - 3.5, y - SIZE, SIZE, SIZE);
      }
    }
  }

  private static Color colour(Marker marker, Palette palette) {
    return switch (marker.kind()) {
      case ERROR -> palette.error();
      case GAP -> palette.muted();
      case HIT -> palette.marker();
      case NOTE -> palette.cursor();
    };
  }
}
